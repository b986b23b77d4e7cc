"""What of a Word file becomes text, and what is only counted."""

import pytest

from archive.ingest.errors import IngestError
from archive.ingest.extractors.docx import MEDIA_TYPE, extract
from archive.ingest.types import Hint, Options, RawFile
from tests.ingest.extractors.word_files import paragraph, paragraphs, part, relations, run, word_file

BREAK = "<w:r><w:br/></w:r>"
BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def read(content):
    return extract(RawFile("报告.docx", content), Options())


def text(body, **roots):
    return read(word_file(body, **roots)).text


def notes(body):
    return [note.code for note in read(word_file(body)).notes]


def instruction(words):
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def box(*lines):
    return f"<w:txbxContent>{''.join(map(paragraph, lines))}</w:txbxContent>"


def shape(inside):
    return f"<w:r><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></w:r>"


def either(modern, old):
    forms = f"<mc:Choice>{modern}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<mc:AlternateContent>{forms}</mc:AlternateContent>"


def test_each_paragraph_is_a_line():
    extracted = read(word_file(paragraphs("标题\n\n一、总体情况\n全年工作平稳。")))

    assert extracted.text == "标题\n\n一、总体情况\n全年工作平稳。"
    assert (extracted.media_type, extracted.extractor) == (MEDIA_TYPE, "docx")
    assert (extracted.tables, extracted.notes, extracted.hints) == ((), (), ())


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("前") + BREAK + run("后"), "前\n后"),
        (run("前") + "<w:r><w:cr/></w:r>" + run("后"), "前\n后"),
        (run("前") + "<w:r><w:tab/></w:r>" + run("后"), "前\t后"),
        (run("2021") + "<w:r><w:noBreakHyphen/></w:r>" + run("2025"), "2021-2025"),
        (run("健") + "<w:r><w:softHyphen/></w:r>" + run("康"), "健康"),
        ('<w:r><w:t> 前 </w:t><w:t xml:space="preserve"> 后</w:t></w:r>', "前 后"),
        ("<w:r><w:t>前\n后</w:t></w:r>", "前 后"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("90%"), "≥90%"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="仿宋" w:char="2460"/></w:r>', "①"),
        (run("\uf0b3", '<w:rFonts w:ascii="Symbol"/>') + run("\uf0b3"), "≥\uf0b3"),
        (run("\uf0ff", '<w:rFonts w:hAnsi="Wingdings"/>'), "\uf0ff"),
        (run("是") + '<w:r><w:sym w:font="Webdings" w:char="F061"/><w:sym w:char="x"/></w:r>', "是"),
    ],
)
def test_characters_that_are_elements_are_read(inside, expected):
    assert text(paragraph(inside)) == expected


@pytest.mark.parametrize(
    "wrapper",
    ["w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo"],
)
def test_wrapped_words_are_kept(wrapper):
    inside = run("前") + f"<{wrapper}>{run('中')}</{wrapper}>" + run("后")

    assert text(paragraph(inside)) == "前中后"


def test_content_controls_are_looked_through_at_every_level():
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('标题')}</w:sdtContent></w:sdt>"
    outer = f"<w:sdt><w:sdtContent>{paragraph(inner)}{paragraph('正文')}</w:sdtContent></w:sdt>"

    assert text(outer) == "标题\n正文"


def test_the_prompt_of_an_empty_form_field_is_no_text():
    prompt = (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>"
    )

    assert text(paragraph(run("单位：") + prompt)) == "单位："


def test_deleted_and_moved_words_are_left_out_and_told():
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('移走')}</w:moveFrom>"
    body = paragraph(run("新") + deleted + moved)

    assert text(body) == "新"
    assert notes(body) == ["tracked_changes"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    body = paragraph("全年", mark="<w:del/>") + paragraph("平稳。") + paragraph("完")

    assert text(body) == "全年平稳。\n完"


def test_a_deleted_end_in_the_last_paragraph_loses_no_words():
    assert text(paragraph("前") + paragraph("后", mark="<w:del/>")) == "前\n后"


@pytest.mark.parametrize("properties", ["<w:vanish/>", '<w:vanish w:val="1"/>', '<w:rStyle w:val="Secret"/>'])
def test_hidden_words_are_left_out_and_told(properties):
    styles = '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    extracted = read(word_file(paragraph(run("见") + run("不见", properties)), styles=styles))

    assert extracted.text == "见"
    assert [note.code for note in extracted.notes] == ["hidden_text"]


def test_words_shown_against_a_hiding_style_are_kept():
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(run("藏") + run("显", '<w:vanish w:val="0"/>'), style="S")

    assert text(body, styles=styles) == "显"


def test_a_hidden_paragraph_is_no_line():
    assert text(paragraph("前") + paragraph(run("藏", "<w:vanish/>"), mark="<w:vanish/>")) == "前"


def test_of_a_field_only_the_result_is_text():
    field = BEGIN + instruction("PAGE") + run("域代码") + SEPARATE + run("12") + END

    assert text(paragraph(run("第") + field + run("页"))) == "第12页"


def test_a_field_may_run_over_paragraphs():
    body = paragraph(BEGIN + instruction("TOC") + SEPARATE + run("一、总结 1")) + paragraph(
        run("二、计划 5") + END
    )

    assert text(body) == "一、总结 1\n二、计划 5"


def test_a_field_that_lost_its_end_does_not_swallow_the_rest():
    assert text(paragraph(BEGIN + instruction("REF x")) + paragraph("正文")) == "\n正文"


def test_marks_of_fields_that_never_began_are_ignored():
    assert text(paragraph(SEPARATE + run("正文") + END + instruction("X"))) == "正文"


def test_a_field_inside_an_instruction_shows_nothing():
    nested = BEGIN + instruction("IF") + BEGIN + instruction("=1") + SEPARATE + run("1") + END + END

    assert text(paragraph(nested + run("正文"))) == "正文"


def test_an_enclosed_number_is_read_from_its_field():
    field = BEGIN + instruction(r"eq \o\ac(○,") + instruction("3)") + END

    assert text(paragraph(field + run("加强监测"))) == "③加强监测"


def test_of_a_gloss_above_characters_only_the_characters_are_text():
    ruby = f"<w:r><w:ruby><w:rt>{run('wèi')}</w:rt><w:rubyBase>{run('卫')}</w:rubyBase></w:ruby></w:r>"

    assert text(paragraph(ruby + run("生"))) == "卫生"


def test_a_formula_is_read_as_characters():
    above, below = (f"<m:r><m:t>{digit}</m:t></m:r>" for digit in "34")
    fraction = f"<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"

    assert text(paragraph(run("约") + f"<m:oMath>{fraction}</m:oMath>")) == "约3/4"


def test_a_text_box_stands_before_the_paragraph_that_anchors_it():
    assert (
        text(paragraph("首") + paragraph(shape(box("文号", "密级")) + run("标题"))) == "首\n文号\n密级\n标题"
    )


def test_a_text_box_stored_in_two_forms_is_read_once():
    modern = f"<w:drawing><wps:txbx>{box('卫健〔2024〕1号')}</wps:txbx></w:drawing>"
    old = f"<w:pict><v:textbox>{box('卫健〔2024〕1号')}</v:textbox></w:pict>"

    assert text(paragraph(f"<w:r>{either(modern, old)}</w:r>" + run("标题"))) == "卫健〔2024〕1号\n标题"


def test_the_form_without_words_gives_way_to_the_one_with_them():
    assert text(paragraph(either("<w:drawing/>", shape(box("文"))))) == "文\n"


def test_an_alternative_without_forms_is_nothing():
    assert text(paragraph("<mc:AlternateContent/>" + run("文"))) == "文"


@pytest.mark.parametrize(
    ("relative", "offset", "expected"),
    [
        ("paragraph", "900000", "正文\n盒"),
        ("paragraph", "1000", "盒\n正文"),
        ("page", "900000", "盒\n正文"),
        ("paragraph", "x", "盒\n正文"),
    ],
)
def test_a_text_box_that_hangs_below_its_anchor_stands_after_it(relative, offset, expected):
    place = f'<wp:positionV relativeFrom="{relative}"><wp:posOffset>{offset}</wp:posOffset></wp:positionV>'
    drawing = f"<w:r><w:drawing><wp:anchor>{place}{box('盒')}</wp:anchor></w:drawing></w:r>"

    assert text(paragraph(drawing + run("正文"))) == expected


def test_word_art_is_a_line_and_a_watermark_none():
    art = '<w:r><w:pict><v:shape id="{}"><v:textpath string="{}"/></v:shape></w:pict></w:r>'
    body = paragraph(
        art.format("s1", "某县卫生局文件") + art.format("PowerPlusWaterMarkObject1", "内部") + run("文")
    )

    assert text(body) == "某县卫生局文件\n文"


def test_a_box_within_a_box_is_read_once():
    inner = paragraph(shape(box("内")) + run("外"))

    assert text(paragraph(shape(f"<w:txbxContent>{inner}</w:txbxContent>"))) == "内\n外\n"


def test_notes_stand_at_the_end_under_their_marks():
    body = paragraph(
        run("增长5")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run("%")
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    footnotes = f'<w:footnote w:id="2">{paragraph("与上年")}{paragraph("相比")}</w:footnote>'
    endnotes = f'<w:endnote w:id="1">{paragraph("快报数")}</w:endnote>'

    assert text(body, footnotes=footnotes, endnotes=endnotes) == (
        "增长5〔注1〕%〔注2〕\n〔注1〕与上年 相比\n〔注2〕快报数"
    )


def test_a_header_of_the_first_page_is_part_of_the_report():
    even = '<w:headerReference w:type="even" r:id="reven"/>'
    section = f'<w:sectPr>{even}<w:headerReference w:type="first" r:id="rhead"/><w:titlePg/></w:sectPr>'

    assert text_with_header(section, "某县卫生健康局文件") == "某县卫生健康局文件\n正文"


@pytest.mark.parametrize(
    ("line", "expected"), [("某卫健〔2024〕12号", "某卫健〔2024〕12号\n正文"), ("工作总结", "正文")]
)
def test_a_header_of_all_pages_only_counts_for_its_document_number(line, expected):
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rhead"/></w:sectPr>'

    assert text_with_header(section, line) == expected


def test_a_header_that_is_nowhere_is_none():
    section = '<w:sectPr><w:headerReference w:type="default" r:id="gone"/></w:sectPr>'

    assert text(paragraph("正文") + section) == "正文"


def text_with_header(section, line):
    parts = {
        "word/header1.xml": part("hdr", paragraph(line)),
        "word/_rels/document.xml.rels": relations({"rhead": ("header", "header1.xml")}),
    }
    return read(word_file(paragraph("正文") + section, parts=parts)).text


def test_pictures_and_embedded_objects_are_told():
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    embedded = "<w:r><w:object><v:imagedata/><o:OLEObject/></w:object></w:r>"
    body = paragraph("文" + "") + paragraph(picture + embedded) + "<w:altChunk/>"
    told = read(word_file(body)).notes

    assert [note.code for note in told] == ["pictures", "objects"]
    assert "1 幅" in told[0].message
    assert "2 个" in told[1].message


PAGE = "<html><body><h1>2024年工作总结</h1><p>一、总体情况</p><p>全年工作平稳，{}。</p></body></html>"


@pytest.mark.parametrize(
    ("chunk", "expected", "told"),
    [
        (PAGE.format("群众满意度持续提高" * 9), ["前", "2024年工作总结", "一、总体情况"], []),
        ("纯文本\r\n两行", ["前", "纯文本", "两行"], []),
        ("%PDF-1.4", ["前", "后"], ["objects"]),
        ("\x7fELF", ["前", "后"], ["objects"]),
        (None, ["前", "后"], ["objects"]),
    ],
    ids=["page", "text", "pdf", "program", "gone"],
)
def test_a_text_kept_in_another_format_inside_the_file_is_read(chunk, expected, told):
    parts = {
        "word/chunk.htm": chunk,
        "word/_rels/document.xml.rels": relations({"c": ("aFChunk", "chunk.htm")} if chunk else {}),
    }
    body = paragraph("前") + '<w:altChunk r:id="c"/>' + paragraph("后")
    extracted = read(word_file(body, parts=parts))

    assert [line for line in extracted.text.split("\n") if line][: len(expected)] == expected
    assert [note.code for note in extracted.notes] == told


def test_properties_become_hints():
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>2024年 工作总结</dc:title><dc:creator>张三</dc:creator>"
        "<dcterms:modified>2025-01-10T08:00:00Z</dcterms:modified></cp:coreProperties>"
    )
    extended = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Company>某县卫生健康局</Company></Properties>"
    )
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property name="文号"><vt:lpwstr>某卫健〔2025〕3号</vt:lpwstr></property><property/></Properties>'
    )
    content = word_file(
        paragraph("文"),
        parts={"docProps/core.xml": core, "docProps/app.xml": extended, "docProps/custom.xml": custom},
        package={
            "r2": ("metadata/core-properties", "docProps/core.xml"),
            "r3": ("extended-properties", "docProps/app.xml"),
            "r4": ("custom-properties", "docProps/custom.xml"),
            "r5": ("thumbnail-properties", "docProps/gone.xml"),
        },
    )

    assert read(content).hints == (
        Hint("title", "2024年 工作总结", "docx_property"),
        Hint("modified", "2025-01-10T08:00:00Z", "docx_property"),
        Hint("issuer", "某县卫生健康局", "docx_property"),
        Hint("doc_no", "某卫健〔2025〕3号", "docx_property"),
    )


def test_properties_that_are_gone_tell_nothing():
    package = {"r2": ("metadata/core-properties", "docProps/gone.xml")}

    assert read(word_file(paragraph("文"), package=package)).hints == ()


def test_relations_that_lead_out_of_the_file_are_not_followed():
    rels = relations({"rhead": ("header", "http://example.invalid/h.xml")})
    rels = rels.replace("<Relationship ", '<Relationship TargetMode="External" ')
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rhead"/></w:sectPr>'
    parts = {"word/_rels/document.xml.rels": rels}

    assert read(word_file(paragraph("正文") + section, parts=parts)).text == "正文"


def test_the_strict_form_of_the_standard_is_read():
    document = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">'
        f"<w:body>{paragraph('严格')}</w:body></w:document>"
    )

    assert read(word_file("", parts={"word/document.xml": document})).text == "严格"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "文件为空"),
        (paragraph("  "), "文件为空"),
        (paragraph("<w:r><w:drawing><a:blip/></w:drawing></w:r>"), "只有图片"),
        (paragraph("长" * 2_000_001), "2,000,000"),
    ],
    ids=["nothing", "blank", "pictures", "endless"],
)
def test_a_file_without_readable_words_is_refused(body, sentence):
    with pytest.raises(IngestError, match=sentence):
        text(body)


def test_a_document_without_a_body_is_empty():
    with pytest.raises(IngestError, match="文件为空"):
        read(word_file("", parts={"word/document.xml": part("document", "")}))
