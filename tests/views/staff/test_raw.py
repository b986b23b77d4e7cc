"""The raw view and the evidence: every mark in its place, every reason in words."""

import pytest

from archive.ingest.types import (
    Cleaned,
    Defect,
    Draft,
    Dropped,
    Evidence,
    Extracted,
    Metadata,
    RawFile,
    Repair,
    SectionDraft,
    TextSpan,
)
from archive.views.staff.evidence import proposals, reasons, sureness
from archive.views.staff.raw import raw_lines

TEXT = "首页 > 信息\n\n某局2020年总结\n一、工作\n推进**年的??平ㄔO工作  \n甲\t1\n"


def at(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words))


def evidence(field="title", spans=(), *, inferred=False, confidence=0.9, note="") -> Evidence:
    return Evidence(field, "值", "some_rule", inferred, confidence, tuple(spans), note)


@pytest.fixture
def draft() -> Draft:
    extracted = Extracted(TEXT, "utf-8", tables=(at("甲\t1"),))
    cleaned = Cleaned(
        extracted,
        TextSpan(0, len(TEXT)),
        (),
        (Dropped(*at("首页 > 信息"), "breadcrumb"), Dropped(*at("甲"), "unheard_of")),
        (Defect(*at("**"), "mask"),),
    )
    return Draft(
        RawFile("x.txt", b""),
        extracted,
        cleaned,
        (SectionDraft(1, "一、", "工作", TEXT.index("一、"), len(TEXT), heading_pieces=(at("工作"),)),),
        Metadata(),
        (evidence("title", [at("某局2020年总结")]), evidence("issuer", [at("某局")])),
        (),
        (Repair(*at("??平ㄔO"), "專科建", "slipped_bytes"),),
    )


def line_with(draft: Draft, words: str):
    (line,) = [one for one in raw_lines(draft) if words in "".join(piece.text for piece in one.pieces)]
    return line


def notes(line) -> list[str]:
    return [note.words for note in line.notes]


def test_lines_keep_their_words_and_offsets_and_blank_ones_are_left_out(draft):
    shown = {line.start: "".join(piece.text for piece in line.pieces) for line in raw_lines(draft)}
    lines = [line.rstrip() for line in TEXT.splitlines() if line.strip()]
    assert shown == {TEXT.index(line): line for line in lines}


def test_overlapping_marks_are_cut_apart_and_all_kept(draft):
    first, second = line_with(draft, "某局").pieces
    assert (first.text, first.anchors) == ("某局", (f"e-{TEXT.index('某局')}",))
    assert (second.text, second.anchors, second.css) == ("2020年总结", (), "raw--evidence")


def test_a_line_says_which_fields_rest_on_it_and_leads_to_them(draft):
    assert [(note.words, note.field) for note in line_with(draft, "某局").notes] == [
        ("标题", "title"),
        ("发布机构", "issuer"),
    ]


def test_what_is_left_out_damaged_or_repaired_is_said(draft):
    assert notes(line_with(draft, "首页")) == ["不收入正文：当前位置"]
    assert notes(line_with(draft, "甲\t1")) == ["不收入正文：版面杂项"]
    assert notes(line_with(draft, "推进")) == ["原文被遮盖", "疑为“專科建”"]


def test_a_page_of_the_original_is_named_where_its_first_words_stand(draft):
    extracted = Extracted(TEXT, "utf-8", pages=(0, TEXT.index("一、") - 1, TEXT.index("甲"), len(TEXT)))
    lines = raw_lines(Draft(**{**vars(draft), "extracted": extracted}))
    assert [line.page for line in lines] == [1, 0, 2, 0, 3]


def test_sections_repairs_and_tables_can_be_linked_to(draft):
    anchors = [anchor for line in raw_lines(draft) for piece in line.pieces for anchor in piece.anchors]
    assert f"h-{TEXT.index('一、')}" in anchors
    assert f"f-{TEXT.index('??')}" in anchors
    assert "raw--table" in line_with(draft, "甲\t1").pieces[-1].css


@pytest.mark.parametrize(
    ("inferred", "confidence", "words"),
    [(False, 0.5, "原文写明"), (True, 0.95, "很可能"), (True, 0.75, "很可能"), (True, 0.6, "推测")],
)
def test_how_sure_the_machine_is_stands_in_words(inferred, confidence, words):
    assert sureness(evidence(inferred=inferred, confidence=confidence)) == words


def test_reasons_quote_each_wording_once_and_lead_to_the_first(draft):
    spans = [at("某局"), at("某局2020年总结"), at("某局")]
    changed = Draft(**{**vars(draft), "evidence": (evidence("issuer", spans),)})
    (reason,) = reasons(changed)["issuer"]
    assert [quote.words for quote in reason.quotes] == ["某局", "某局2020年总结"]
    assert reason.rule == "据其他内容推断"


def test_a_long_quote_is_shortened(draft):
    extracted = Extracted("长" * 60, "utf-8")
    changed = Draft(
        **{**vars(draft), "extracted": extracted, "evidence": (evidence(spans=[TextSpan(0, 60)]),)}
    )
    assert reasons(changed)["title"][0].quotes[0].words.endswith("…")


@pytest.mark.parametrize(
    ("field", "shown", "label"),
    [
        ("issuer_inferred", "issuer", "推断的发布机构"),
        ("published_time", "published", "发布时刻"),
        ("kind", "kind", "kind"),
    ],
)
def test_evidence_of_a_value_without_a_field_stands_at_its_kin(draft, field, shown, label):
    changed = Draft(**{**vars(draft), "evidence": (evidence(field),)})
    assert reasons(changed)[shown][0].label == label


@pytest.mark.parametrize(
    ("kind", "exact", "basis"),
    [
        ("slipped_bytes", True, "按错位字节重新解码"),
        ("entity", True, "只有一种读法"),
        ("slipped_bytes", False, "推测"),
    ],
)
def test_a_repair_says_what_it_rests_on(draft, kind, exact, basis):
    repair = Repair(*at("??平ㄔO"), "專科建", kind, exact=exact)
    (found,) = proposals(Draft(**{**vars(draft), "repairs": (repair,)}))
    assert (found.received, found.reading, found.basis) == ("??平ㄔO", "專科建", basis)
