"""The text of a paragraph as it is read, and the way back to the source."""

from archive.ingest.figures.passages import make_passage
from archive.ingest.types import TextSpan
from tests.ingest.figures.reading import figure, figures

GLOSSED = "全縣衛(wèi)生院醫(yī)護(hù)人員簽約率達(dá)到95%以上。"


def passage(text, *pieces, min_glosses=1):
    return make_passage(text, [TextSpan(*piece) for piece in pieces], "done", min_glosses)


def test_pieces_are_glued_and_lead_back_to_the_source():
    text = "签约\n— 3 —\n人数5人"
    found = passage(text, (0, 2), (9, 13))

    assert found.words == "签约人数5人"
    assert found.span(0, 4) == (0, 11)
    assert found.spans(1, 4) == ((1, 2), (9, 11))
    assert text[slice(*found.span(4, 6))] == "5人"


def test_glosses_are_left_out_and_lead_back_to_the_source():
    text = "衛(wèi)生院5家"
    found = passage(text, (0, len(text)))

    assert found.words == "衛生院5家"
    assert found.span(0, 3) == (0, 8)


def test_a_few_brackets_are_the_author_s_own_words():
    assert passage("衛(wèi)生院", (0, 8), min_glosses=5).words == "衛(wèi)生院"


def test_a_glossed_report_is_read_without_its_glosses():
    text = GLOSSED + "\n醫(yī)院3家"

    assert [f.name for f in figures(text)] == ["衛生院醫護人員簽約率", "醫院"]
    assert figures(text)[0].comparator == "ge"


def test_invisible_characters_do_not_part_a_number_from_its_unit():
    text = "签约1\u200b2\u200b人"
    found = figure(text)

    assert (str(found.value), found.unit) == ("12", "人")
    assert text[found.start : found.end] == "1\u200b2\u200b人"


def test_the_sentence_is_quoted_without_its_stop_and_space():
    text = "会议召开。 全年献血3人，结束；下一句"
    found = figure(text)

    assert text[slice(*found.sentence)] == "全年献血3人，结束"
