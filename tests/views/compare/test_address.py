"""The address of a comparison: what is read, what is named as wrong, and the one way it is written."""

import pytest
from django.http import QueryDict

from archive.models import Report
from archive.services.pairings import PairEnd, Verdict
from archive.views.compare.address import Asked, canonical, compare_address, read_address, read_end
from tests.views.compared import MCH, TCM, end, held, layout_of

pytestmark = pytest.mark.django_db

A, B = PairEnd("340504-2001-0001", "s0"), PairEnd("340504-2002-0002", "s100")


@pytest.fixture
def two():
    return held(1, TCM, MCH), held(2, TCM, MCH)


def read(*reports, **others):
    return read_address(
        QueryDict(compare_address([one.public_id for one in reports], **others).partition("?")[2])
    )


def test_an_address_is_written_in_canonical_order():
    verdicts = canonical([Verdict(B, A, apart=True), Verdict(A, PairEnd(B.public_id, "s0"))])
    asked = Asked(("b", "a"), "plan", "tcm", verdicts)
    assert asked.address() == (
        "/compare?r=b&r=a&role=plan&topic=tcm"
        "&pair=340504-2001-0001.s0~340504-2002-0002.s0"
        "&apart=340504-2001-0001.s0~340504-2002-0002.s100"
    )


def test_an_address_reads_back_as_it_was_written(two):
    asked = read(*two, pair=f"{end(two[1], 1)}~{end(two[0])}", role="done", topic="tcm").asked
    assert read_address(QueryDict(asked.query)).asked == asked
    assert asked.verdicts == (Verdict(A, B),)


def test_a_later_verdict_replaces_an_earlier_on_the_same_sections():
    assert canonical([Verdict(A, B), Verdict(B, A, apart=True)]) == (Verdict(A, B, apart=True),)


def test_a_report_takes_its_verdicts_with_it():
    asked = Asked((A.public_id, B.public_id, "c"), verdicts=(Verdict(A, B),))
    assert asked.without("c").verdicts == (Verdict(A, B),)
    assert asked.without(B.public_id) == Asked((A.public_id, "c"))


@pytest.mark.parametrize(
    "typed", ["", "x", "340504-2001-0001", "340504-2001-0001.", "340504-2001-0001.t1", "a.s1"]
)
def test_what_is_no_section_is_not_read(typed):
    assert read_end(typed) is None


@pytest.mark.parametrize(
    ("others", "sentence"),
    [
        ({"pair": "<b>"}, "已忽略人工配对“<b>”：写法应为“编号.章节~编号.章节”。"),
        ({"pair": f"{A}~{B}~{B}"}, "写法应为"),
        ({"pair": f"{A}~340504-2001-0001.s100"}, "两个章节在同一份报告里"),
        ({"apart": f"{A}~340504-2009-0009.s0"}, "所指的报告不在这次对比之中"),
        ({"pair": f"{A}~340504-2002-0002.s999"}, "没有可以配对的章节“340504-2002-0002.s999”"),
        ({"pair": f"{A}~340504-2002-0002.s999999999"}, "没有可以配对的章节"),
        ({"pair": f"{A}~340504-2002-0002.s9999999999"}, "写法应为"),
        ({"role": "overview"}, "没有名为“overview”的章节角色"),
        ({"topic": "\u202e"}, "没有名为“\u202e”的主题"),
        ({"pair": f"{A}~{B}", "apart": f"{B}~{A}"}, "按配对处理"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(two, others, sentence):
    complaints = layout_of(*two, **others).complaints
    assert len(complaints) == 1
    assert sentence in complaints[0]


def test_a_wrong_verdict_leaves_the_address(two):
    layout = layout_of(*two, pair=f"{A}~340504-2002-0002.s999")
    assert layout.asked.query == f"r={A.public_id}&r={B.public_id}"


def test_more_verdicts_than_can_be_read_are_said(two):
    query = QueryDict(f"r={A.public_id}&r={B.public_id}", mutable=True)
    query.setlist("pair", [f"{A}~340504-2002-0002.s{n}" for n in range(101)])
    reading = read_address(query)
    assert len(reading.asked.verdicts) == 100
    assert reading.complaints == ("人工配对最多 100 处，其余的已忽略。",)


def test_withdrawn_reports_and_unknown_ones_are_told_apart(two):
    Report.objects.filter(pk=two[1].pk).update(state=Report.State.WITHDRAWN)
    query = QueryDict(f"r={A.public_id}&r={B.public_id}&r=000000-nd-0")
    reading = read_address(query)
    assert reading.asked.ids == (A.public_id,)
    assert [("撤下" in one, "没有编号" in one) for one in reading.complaints] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("typed", ["%00", "34\x000504", "a%0Ab"])
def test_what_cannot_be_printed_is_said_too(two, typed):
    query = QueryDict(compare_address([one.public_id for one in two]).partition("?")[2] + f"&r=x{typed}")
    [sentence] = read_address(query).complaints
    assert sentence.startswith("没有编号为“x")
    assert sentence.isprintable()


def test_of_many_wrong_parts_the_first_are_named_and_the_rest_counted():
    query = QueryDict("&".join(f"r=000000-nd-{n}" for n in range(30)) + "".join("&pair=x" for _ in range(9)))
    complaints = read_address(query).complaints
    assert len(complaints) == 18
    assert (complaints[8], complaints[17]) == ("另有 22 处也没有采用。", "另有 1 处也没有采用。")
