"""What is carried over from the text of a web page."""

import pytest

from tests.ingest.extractors.web_pages import FIRST, SECOND, THIRD, article, between, lines, read


def test_paragraphs_come_one_a_line_without_navigation_and_footer():
    page = f"<nav>首页 政务公开</nav><div><p>{FIRST}</p><p>二、{SECOND}</p></div><footer>版权所有</footer>"

    assert lines(page) == [FIRST, f"二、{SECOND}"]


def test_line_breaks_part_paragraphs():
    assert between(f"{THIRD}<br>&nbsp;&nbsp;{FIRST}<BR/><br>") == [THIRD, FIRST]


def test_block_headings_stand_on_their_own_line():
    assert between(f"<h3>（一）基层工作</h3>{THIRD}") == ["（一）基层工作", THIRD]


def test_a_line_wrapped_in_the_source_is_one_line():
    assert between("<p>统筹推进\n   各项\r\n工作，2023\n年完成</p>") == ["统筹推进各项工作，2023 年完成"]


def test_blanks_between_elements_stay_one_blank():
    assert between("<p><b>来自</b>\n <i>各乡镇</i>   的报告</p>") == ["来自 各乡镇 的报告"]


def test_no_break_spaces_keep_their_number_within_a_line():
    assert between("<p>&nbsp;&nbsp;单位&nbsp;&nbsp;&nbsp;负责人&nbsp;</p>") == ["单位   负责人"]


def test_invisible_characters_are_dropped():
    assert between("<p>医&#8203;共\u00ad体\ufeff建&zwj;设</p>") == ["医共体建设"]


def test_numeric_references_of_windows_mean_its_characters():
    assert between("<p>2023&#150;2025&#x85; &#147;十四五&#148;</p>") == ["2023–2025… “十四五”"]


def test_zero_bytes_are_ignored():
    assert read(article("<p>深化\x00医改</p>").encode()).text.count("深化医改") == 1


def test_a_style_makes_an_element_a_line():
    assert between("<span style='display: block'>第一行</span><span>第二行</span>") == ["第一行", "第二行"]


def test_preformatted_text_keeps_its_lines():
    assert between("<pre>第一行\r\n第二行\n\n第三行</pre>") == ["第一行", "第二行", "第三行"]


def test_a_style_keeps_the_lines_of_text():
    assert between("<div style='white-space: pre-wrap'>第一行\n第二行</div>") == ["第一行", "第二行"]


def test_scripts_styles_and_form_controls_say_nothing():
    silent = "<script>第一</script><style>第二</style><select><option>第三</select><textarea>第四</textarea>"

    assert between(f"{silent}<noscript>第五</noscript><button>第六</button><iframe>第七</iframe>") == []


def test_readings_above_characters_are_left_out():
    assert between("<p><ruby>卫<rp>(</rp><rt>wèi</rt><rp>)</rp></ruby>生</p>") == ["卫生"]


def test_deleted_words_are_left_out_and_inserted_ones_kept():
    assert between("<p>计划<del>去年</del><ins>今年</ins>完成</p>") == ["计划今年完成"]


@pytest.mark.parametrize(
    "hiding",
    [
        "style='display:none'",
        "style='color:red; Display : None'",
        "style='visibility:hidden'",
        "style='font-size:0'",
        "style='font-size:0px;'",
        "style='position:absolute;left:-9999px'",
        "style='text-indent:-9999em'",
        "style='mso-hide:all'",
        "style='opacity: 0'",
        "style='height:1px; overflow:hidden'",
        "style='mso-element:comment-list'",
        "class=msocomanchor",
        "class=y",
        "hidden",
        "class='a kt'",
        "id='ggw'",
    ],
)
def test_hidden_words_are_left_out(hiding):
    sheet = (
        "<style><!-- /* .x{ */ .y {visibility:hidden} .kt, .z p, #ggw { color:red; display:none } --></style>"
    )

    assert between(f"{sheet}<p>正文<span {hiding}>广告</span>继续</p>") == ["正文继续"]


@pytest.mark.parametrize(
    "shown",
    [
        "font-size:0.9em",
        "display:inline",
        "text-indent:-2em",
        "left:-1px",
        "height:1px",
        "overflow:hidden",
        "opacity:.5",
    ],
)
def test_styles_that_hide_nothing_are_no_matter(shown):
    assert between(f"<p style='{shown}'>正文继续</p>") == ["正文继续"]


def test_text_without_size_may_hold_text_that_has_one():
    assert between("<p style='font-size:0'><span style='font-size:16pt'>正文继续</span></p>") == ["正文继续"]


def test_a_later_rule_or_another_class_shows_what_a_rule_hides():
    rules = ".pane, .late {display:none} .active {display:block} .late {display:flex} .own {display:none}"
    shown = "<p class='pane active'>甲</p><p class=late>乙</p><p class=own style='display:block'>丙</p>"

    assert between(f"<style>{rules}</style>{shown}<p class=pane>丁</p>") == ["甲", "乙", "丙"]


def test_rules_for_print_and_for_elements_within_others_hide_nothing():
    printed = "@media print {.c{display:none} .d{display:none}}"
    rules = f"{printed} .e .c {{display:none}} .d{{color:red}} }} .f {{display:none"

    assert between(f"<style>{rules}</style><p class=c>正文</p><p class=d>继续</p>") == ["正文", "继续"]


def test_a_text_hidden_until_scripts_have_run_is_read():
    text = f"<p>一、{FIRST * 9}</p><p>二、{SECOND * 9}</p>"
    page = f"<h1>工作总结</h1><div style='visibility:hidden'>{text}</div><p hidden>广告</p>"

    assert lines(page) == ["工作总结", f"一、{FIRST * 9}", f"二、{SECOND * 9}"]


def test_hidden_words_of_a_short_page_stay_hidden():
    assert lines(f"<p>{FIRST}</p><p hidden>广告</p>") == [FIRST]


def test_forms_around_the_page_are_no_matter():
    page = f"<form><input type=hidden value=x><table><tr><td><p>一、{FIRST}</p><p>二、{SECOND}</p></form>"

    assert lines(page) == [f"一、{FIRST}", f"二、{SECOND}"]


def test_a_page_begun_again_after_its_end_is_read_on():
    page = f"<html><body><p>一、{FIRST}</p></body></html><html><body><p>二、{SECOND}</p></body></html>"

    assert lines(page) == [f"一、{FIRST}", f"二、{SECOND}"]


def test_the_shown_source_of_a_page_is_read_as_that_page():
    shown = "".join(
        f"<tr><td class='line-number' value='{n}'></td><td class='line-content'>"
        f"<span class='html-tag'>&lt;p&gt;</span>{text}<span>&lt;/p&gt;</span></td></tr>"
        for n, text in enumerate((FIRST, SECOND, THIRD))
    )

    assert lines(f"<table><tbody>{shown}</tbody></table>") == [FIRST, SECOND, THIRD]


def test_the_shown_source_of_firefox_is_read_as_that_page():
    source = f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;"

    assert lines(f"<body id=viewsource><pre id=line1>{source}</pre></body>") == [FIRST]


def test_items_of_a_numbered_list_get_their_numbers():
    items = (
        "<li>深化医改</li><li><p>强化基层</p><p>巩固脱贫</p></li><li value=7>完善制度</li><li>20家达标</li>"
    )

    assert between(f"<ol>{items}</ol>") == [
        "1. 深化医改",
        "2. 强化基层",
        "巩固脱贫",
        "7. 完善制度",
        "8、20家达标",
    ]


def test_numbers_of_a_list_go_on_where_it_says():
    assert between("<ol start=3><li>深化医改</li><li>强化基层</li></ol>") == ["3. 深化医改", "4. 强化基层"]


def test_numbers_that_stand_in_the_text_are_not_doubled():
    assert between("<ol><li>1、深化医改</li><li>（二）强化基层</li></ol>") == [
        "1、深化医改",
        "（二）强化基层",
    ]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("type=a", "a. 深化医改"),
        ("type=A start=2", "B. 深化医改"),
        ("style='list-style-type: cjk-ideographic'", "一、深化医改"),
        ("style='list-style-type: simp-chinese-informal' start=12", "十二、深化医改"),
        ("style='list-style: none'", "深化医改"),
        ("start=x", "1. 深化医改"),
    ],
)
def test_lists_are_numbered_in_their_own_way(attributes, expected):
    assert between(f"<ol {attributes}><li>深化医改</li></ol>") == [expected]


def test_items_of_a_plain_list_get_no_numbers():
    assert between("<ul><li>深化医改</li><li>强化基层</li></ul>") == ["深化医改", "强化基层"]


def word_number(text, rest="深化医改"):
    pad = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    number = f"<![if !supportLists]><span style='mso-list:Ignore'>{text}{pad}</span><![endif]>"
    return f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{number}<span>{rest}</span></p>"


@pytest.mark.parametrize(
    ("number", "expected"),
    [("一、", "一、深化医改"), ("1.", "1. 深化医改"), ("(1)", "(1) 深化医改"), ("①", "①深化医改")],
)
def test_numbers_that_word_writes_are_kept_without_their_padding(number, expected):
    assert between(word_number(number)) == [expected]


@pytest.mark.parametrize("bullet", ["·", "l", "Ø", "§", "&#61548;"])
def test_bullets_that_word_writes_are_dropped(bullet):
    assert between(word_number(bullet)) == ["深化医改"]


def test_office_islands_and_comments_are_left_out():
    island = (
        "<!--[if gte mso 9]><xml><o:Author>某人</o:Author></xml><![endif]--><xml><w:View>某</w:View></xml>"
    )

    assert between(f"{island}<p>深化<o:p></o:p>医改</p>") == ["深化医改"]


def test_headings_that_word_marks_for_its_contents_are_no_links():
    assert between("<h2><a name=_Toc12>（一）深化医改</a></h2>") == ["（一）深化医改"]
