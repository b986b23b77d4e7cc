"""Excerpts of compared sections."""

from archive.views.compare.text import NEAR, SLACK, clip_point, excerpt, unglossed


def plain(paragraphs) -> list[str]:
    return ["".join(segment.text for segment in paragraph) for paragraph in paragraphs]


def test_a_short_text_is_shown_whole():
    shown = excerpt("一是建成中医馆。", ["中医馆"])
    assert plain(shown.shown) == ["一是建成中医馆。"]
    assert shown.rest == ()


def test_a_long_text_is_cut_after_the_sentence_nearest_the_limit():
    text = "甲" * 130 + "。" + "乙" * 60 + "。" + "丙" * 60 + "。"
    assert text[: clip_point(text)] == "甲" * 130 + "。"


def test_a_long_text_without_sentences_is_cut_at_the_limit():
    assert clip_point("甲" * (NEAR + SLACK + 1)) == NEAR


def test_what_is_shown_and_the_rest_join_to_the_text():
    text = "\n".join("段落文字" * 20 + "。" for _ in range(5))
    shown = excerpt(text, [])
    assert "\n".join(plain(shown.shown) + plain(shown.rest)) == text
    assert shown.rest_length == sum(map(len, plain(shown.rest))) + len(shown.rest) - 1


def test_terms_are_marked_on_the_glyphs_of_the_source():
    [paragraph] = excerpt("建設中醫館三家", ["中医馆"]).shown
    assert [s.text for s in paragraph if s.layers] == ["中醫館"]


def test_glosses_stay_in_sight_and_hide_no_term():
    [paragraph] = excerpt("建設中醫(yī)館三家", ["中医馆"], min_glosses=1).shown
    assert [s.text for s in paragraph if s.layers] == ["中醫(yī)館"]
    assert "".join(s.text for s in paragraph) == "建設中醫(yī)館三家"


def test_what_shows_nothing_hides_no_term():
    [paragraph] = excerpt("建设中\u200b医馆三家", ["中医馆"]).shown
    assert [s.text for s in paragraph if s.layers] == ["中\u200b医馆"]


def test_an_authors_own_brackets_are_read_as_they_stand():
    assert unglossed("宫颈癌(hpv)筛查，（一）项").text == "宫颈癌(hpv)筛查，（一）项"


def test_marks_stand_in_their_own_paragraph():
    shown = excerpt("没有别的。\n建设中医馆。\n也没有。", ["中医馆"]).shown
    assert plain(shown) == ["没有别的。", "建设中医馆。", "也没有。"]
    assert [[s.text for s in p if s.layers] for p in shown] == [[], ["中医馆"], []]
