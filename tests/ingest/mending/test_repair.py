"""Repairs are proposals: exact only where nothing else fits, few, and none on sound text."""

from itertools import pairwise
from pathlib import Path

import pytest

from archive.ingest.mending.repair import MOST, propose_from_outline, propose_repairs
from tests.ingest.reports import read

SEEDS = sorted((Path(__file__).parents[3] / "seeds" / "reports").glob("*.txt"))
BODY = "卫生健康工作持续推进，服务能力不断提升，" * 15


def proposals(text):
    repairs = (*propose_repairs(text), *propose_from_outline(*read(text)))
    return [(text[r.start : r.end], r.reading, r.kind) for r in repairs]


def test_slipped_bytes_are_a_guess_when_the_text_does_not_confirm_them():
    (repair,) = propose_repairs("加強重癥??平ㄔO，進一步")

    assert (repair.reading, repair.exact) == ("專科建設", False)
    assert "推测" in repair.note


def test_slipped_bytes_are_exact_when_the_text_says_the_words_elsewhere():
    (repair,) = propose_repairs("县医院专科门诊开诊，加強重癥??平ㄔO，進一步")

    assert (repair.reading, repair.exact) == ("專科建設", True)


def test_a_gloss_before_slipped_bytes_hides_them_not():
    text = "醫(yī)衛(wèi)設(shè)體系統(tǒng)質(zhì)重癥(zhèng)??平ㄔO(shè)"

    assert [r.reading for r in propose_repairs(text)] == ["專科建設"]


def test_an_exact_reading_slips_back_to_the_received_characters():
    received = "？平ㄔO"
    (repair,) = propose_repairs(f"专科门诊，重癥?{received}，")

    assert repair.exact
    assert repair.reading.encode("gbk")[1:].decode("gbk") == received


@pytest.mark.parametrize(
    "text", ["推進???共體建設", "怎么办？好。", "??ok", "??㐀a", "为什么??因为", "完成?项"]
)
def test_nothing_is_invented_where_no_reading_is_certain(text):
    assert propose_repairs(text) == ()


@pytest.mark.parametrize(
    ("text", "place", "reading"),
    [
        ("一）医改\n（二）疾控\n", "一）", "（一）"),
        ("一、医改\n（1）签约\n（2转诊\n（3）用药", "（2", "（2）"),
        ("（一）医改\n（二疾控工作\n（三）妇幼", "（二", "（二）"),
        ("市卫发〔2023 4号", "〔2023 4号", "〔2023〕4号"),
        ("县卫发2023〕12号", "2023〕12号", "〔2023〕12号"),
        ("青卫健发20234号", "20234号", "〔2023〕4号"),
        ("中卫2024124\n", "2024124", "〔2024〕124号"),
    ],
)
def test_a_lost_bracket_is_proposed(text, place, reading):
    assert proposals(text) == [(place, reading, "lost_bracket")]


@pytest.mark.parametrize(
    ("text", "place", "reading"),
    [
        ("—、医改\n二、疾控", "—、", "一、"),
        ("一，医改\n二、疾控", "一，", "一、"),
        ("一、医改\n二 疾控\n三、妇幼", "二", "二、"),
    ],
)
def test_a_misread_label_is_proposed(text, place, reading):
    assert proposals(text) == [(place, reading, "misread_label")]


@pytest.mark.parametrize(
    ("text", "reading"),
    [("202517", "2025年1月7日"), ("2023 1 16", "2023年1月16日"), ("20230116", "2023年1月16日")],
)
def test_a_date_with_one_reading_is_proposed(text, reading):
    assert proposals(f"县卫生局\n{text}\n") == [(text, reading, "lost_punctuation")]


@pytest.mark.parametrize("text", ["2023116", "20241399", "13800138000", "2023年1月16日", "202517人参加"])
def test_a_date_with_more_readings_or_none_is_not(text):
    assert proposals(f"县卫生局\n{text}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "青卫健发〔2023〕4号\n市卫办（2023）5号\n县卫发[2023]6号",
        "（一）医改\n（二）疾控\n1）签约\n一、计划\n二、打算",
        "一、医改\n一年来，工作稳步推进。\n二、疾控\n门诊2024124人次，电话20234号线",
        "R&D投入，AT&T；5 < 6",
    ],
)
def test_sound_text_gets_no_proposal(text):
    assert proposals(text) == []


def test_entities_are_exact():
    (repair,) = propose_repairs("死亡率2.3&permil;，")

    assert (repair.reading, repair.kind, repair.exact) == ("‰", "entity", True)


def test_an_entity_without_its_sign_is_a_guess():
    (repair,) = propose_repairs("死亡率2.3permil;，")

    assert (repair.reading, repair.exact) == ("‰", False)


def test_the_words_a_chunk_number_cuts_are_proposed_whole():
    text = "\n".join(
        f"{n}、{head}{BODY}群众获得" for n, head in ((1, "全县"), (2, "感增强，"), (3, "感增强，"))
    )
    found = propose_from_outline(*read(text))

    assert [(text[r.start : r.end], r.reading, r.kind) for r in found] == [
        (f"群众获得\n{n}、感增强，", "群众获得感增强，", "chunk_number") for n in (2, 3)
    ]


def test_a_chunk_number_before_a_label_cuts_nothing():
    assert propose_from_outline(*read("1、一、医改\n抓医改\n2、（一）医联体\n抓签约")) == ()


def test_proposals_are_bounded_in_order_and_apart():
    text = "加強重癥??平ㄔO，死亡率2.3&permil;\n" * 500
    found = propose_repairs(text)

    assert len(found) == MOST
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("seed", SEEDS, ids=[path.stem[:3] for path in SEEDS])
def test_what_is_proposed_for_the_seeds_is_known(seed):
    known = {
        "000": [("2024124", "〔2024〕124号", "lost_bracket"), ("202517", "2025年1月7日", "lost_punctuation")],
        "004": [("??平ㄔO", "專科建設", "slipped_bytes")] * 2,
    }

    assert proposals(seed.read_text(encoding="utf-8")) == known.get(seed.stem[:3], [])


def test_every_note_is_one_clause():
    text = "一）医改\n（二）疾控\n—、医改\n二、疾控\n202517\n2.3&permil;2.3permil;中卫发20234号??平ㄔO"

    repairs = (*propose_repairs(text), *propose_from_outline(*read(text)))

    assert {r.kind for r in repairs} >= {"lost_bracket", "misread_label", "entity", "slipped_bytes"}
    assert all(r.note and "。" not in r.note for r in repairs)
