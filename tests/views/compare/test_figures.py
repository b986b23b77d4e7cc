"""The numbers on the compare page: levels side by side, goals and changes apart, nothing dropped."""

import pytest

from archive.models import Figure, Indicator
from tests.factories import FigureFactory, IndicatorFactory
from tests.views.compared import MCH, TCM, TCM_PLAN, held, layout_of, shown

pytestmark = pytest.mark.django_db

UNITS = {"measure": "count", "unit": "个", "units": "个|家|间"}


@pytest.fixture
def places():
    return IndicatorFactory(slug="childcare-places", name="托位", topic="mch", order=2, **UNITS)


@pytest.fixture
def clinics():
    return IndicatorFactory(slug="village-clinics", name="村卫生室", topic="tcm", order=1, **UNITS)


def said(report, indicator, quoted, value, **columns) -> Figure:
    """A figure of a report's current text; each stands further on."""
    start = columns.pop("start", None) or 10 * (1 + report.current_revision.figures.count())
    unit = columns.pop("unit", quoted.strip("0123456789.万亿约"))
    return FigureFactory(
        revision=report.current_revision,
        indicator=indicator,
        quoted=quoted,
        value=value,
        unit=unit,
        start=start,
        **columns,
    )


def cells(row):
    """What each report says: levels, and goals and changes with their word."""
    return [
        (
            [(one.cell.amount, one.cell.qualifier) for one in slot.levels],
            [(one.cell.role_word, one.cell.amount) for one in slot.others],
        )
        for slot in row.slots
    ]


def test_indicators_of_two_reports_stand_side_by_side(places):
    one, other, third = held(1, TCM), held(2, TCM), held(3, TCM)
    said(one, places, "751个", 751)
    said(other, places, "110个", 110, indicator_qualifier="公办")
    table = layout_of(one, other, third).figures
    [row] = table.shared
    assert table.single == ()
    assert cells(row) == [([("751 个", "")], []), ([("110 个", "公办")], []), ([], [])]
    assert row.slots[0].levels[0].cell.url == f"/r/{one.public_id}/#f10"


def test_the_page_says_what_is_not_told_and_links_every_number(client, places):
    one, other, third = held(1, TCM), held(2, TCM), held(3, TCM)
    said(one, places, "751个", 751)
    said(other, places, "110个", 110, indicator_qualifier="公办")
    page = shown(client, one, other, third).content.decode()
    assert "可比指标 1 项" in page
    assert f'<a href="/r/{other.public_id}/#f10">110 个（公办）</a>' in page
    assert page.count("未载") == 1


def test_the_whole_stands_before_its_parts_and_none_is_dropped(places):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "360个", 360, indicator_qualifier="新增")
    whole = said(one, places, "751个", 751)
    said(one, places, "90个", 90, whole=whole)
    said(one, places, "75个", 75, flags=["fused"])
    said(other, places, "110个", 110)
    [row] = layout_of(one, other).figures.shared
    assert [amount for amount, _qualifier in cells(row)[0][0]] == ["751 个", "75 个", "90 个", "360 个"]


def test_an_amount_said_twice_is_shown_once_with_both_places(places, client):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    said(one, places, "751个", 751)
    said(other, places, "110个", 110)
    [row] = layout_of(one, other).figures.shared
    [level] = row.slots[0].levels
    assert level.again == (f"/r/{one.public_id}/#f20",)
    assert f'href="/r/{one.public_id}/#f20">又见' in shown(client, one, other).content.decode()


def test_goals_and_changes_are_never_levels(places):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    said(one, places, "800个", 800, role="target")
    said(one, places, "40个", 40, role="delta")
    said(other, places, "110个", 110, role="to")
    said(other, places, "90个", 90, role="from")
    [row] = layout_of(one, other).figures.shared
    assert cells(row) == [
        ([("751 个", "")], [("目标", "800 个"), ("增减", "40 个")]),
        ([("110 个", "")], [("此前", "90 个")]),
    ]


def test_the_page_names_the_kind_of_what_is_no_level(client, places):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "800个", 800, role="target")
    said(other, places, "110个", 110)
    page = shown(client, one, other).content.decode()
    assert f'<div class="amount muted">目标 <a href="/r/{one.public_id}/#f10">800 个</a></div>' in page


def test_a_level_here_and_a_goal_there_cannot_be_compared(places):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    said(other, places, "800个", 800, role="plan")
    table = layout_of(one, other).figures
    assert (table.shared, len(table.single)) == ((), 1)


def test_goals_of_two_reports_can_be_compared(places):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "700个", 700, role="target")
    said(other, places, "800个", 800, role="plan")
    assert len(layout_of(one, other).figures.shared) == 1


def test_indicators_of_a_single_report_are_folded_with_their_number(client, places, clinics):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    said(one, clinics, "487个", 487)
    page = shown(client, one, other).content.decode()
    assert "可比指标 0 项" in page
    assert "其余 2 项指标" in page
    assert page.count("展开 2 项") == 1
    folded = layout_of(one, other).figures.folded
    assert [[indicator.name for indicator, _slot in rows] for _column, rows in folded] == [
        ["村卫生室", "托位"],
        [],
    ]


def test_what_most_reports_say_comes_first_then_the_order_of_the_lexicon(places, clinics):
    reports = [held(n, TCM) for n in (1, 2, 3)]
    late = IndicatorFactory(slug="late", order=9)
    for report in reports:
        said(report, late, "9%", 9)
    for report in reports[:2]:
        said(report, places, "751个", 751)
        said(report, clinics, "487个", 487)
    assert [row.indicator.slug for row in layout_of(*reports).figures.shared] == [
        "late",
        "village-clinics",
        "childcare-places",
    ]


def test_numbers_at_another_scale_stand_beside_their_full_value(places, client):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "1.1万个", 11000)
    said(other, places, "9000个", 9000)
    page = shown(client, one, other).content.decode()
    assert "1.1 万个" in page
    assert '<span class="normal">= 11,000 个</span>' in page


def test_a_doubtful_number_says_why_it_is(places, client):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "7517个", 7517, flags=["fused"])
    said(other, places, "110个", 110)
    assert '<span class="doubt">存疑：数字疑为粘连' in shown(client, one, other).content.decode()


def test_the_numbers_narrow_to_a_topic(places, clinics):
    one, other = held(1, TCM), held(2, TCM)
    for report in (one, other):
        said(report, places, "751个", 751)
        said(report, clinics, "487个", 487)
    assert [row.indicator.slug for row in layout_of(one, other, topic="mch").figures.shared] == [
        "childcare-places"
    ]


def test_the_numbers_narrow_to_a_part(places):
    one, other = held(1, TCM, TCM_PLAN), held(2, TCM, TCM_PLAN)
    for report in (one, other):
        done, plan = report.current_revision.sections.all()
        said(report, places, "751个", 751, section=done)
        said(report, places, "800个", 800, section=plan, role="plan")
    [row] = layout_of(one, other, role="plan").figures.shared
    assert cells(row) == [([], [("计划", "800 个")])] * 2


@pytest.mark.parametrize("change", [{"dismissed": True}, {"indicator": None}])
def test_what_was_set_aside_is_not_shown(places, change):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    Figure.objects.filter(pk=said(other, places, "110个", 110).pk).update(**change)
    assert layout_of(one, other).figures.shared == ()


def test_an_indicator_out_of_use_is_not_shown(places):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    said(other, places, "110个", 110)
    Indicator.objects.update(is_active=False)
    table = layout_of(one, other).figures
    assert (table.shared, table.single) == ((), ())


def test_names_and_quotes_of_the_source_are_escaped(client, places):
    one, other = held(1, TCM), held(2, MCH)
    said(one, places, "751个", 751, indicator_qualifier="<script>1</script>")
    said(other, places, "110个", 110)
    page = shown(client, one, other).content.decode()
    assert "<script>1" not in page
    assert "&lt;script&gt;1" in page


def test_swapping_the_reports_mirrors_the_numbers(places, clinics):
    one, other = held(1, TCM), held(2, TCM)
    said(one, places, "751个", 751)
    said(other, places, "110个", 110)
    said(other, clinics, "2个", 2)
    there, back = layout_of(one, other).figures, layout_of(other, one).figures
    for left, right in zip((*there.shared, *there.single), (*back.shared, *back.single), strict=True):
        assert (left.indicator, cells(left)) == (right.indicator, cells(right)[::-1])


def test_a_hundred_numbers_take_no_more_queries_than_one(places, clinics, django_assert_num_queries):
    one, other = held(1, TCM), held(2, TCM)
    for report in (one, other):
        for number in range(50):
            said(report, places, f"{number}个", number)
            said(report, clinics, f"{number}个", number)
    layout = layout_of(one, other)
    with django_assert_num_queries(3):
        table = layout.figures
    assert len(table.shared[0].slots[0].levels) == 50


def test_levels_nothing_else_tells_apart_stand_in_their_clause(client, places):
    one, other = held(1, TCM), held(2, TCM)
    text = "全区情况：共有托位751个，其中公办托位90个；今年改建的三家幼儿园已经按期全部完工并且开办托位60个。"
    one.current_revision.text = text
    one.current_revision.save()
    sentence = {"sentence_start": 0, "sentence_end": len(text)}
    for quoted, value, qualifier in (("751个", 751, ""), ("90个", 90, "公办"), ("60个", 60, "")):
        columns = {**sentence, "indicator_qualifier": qualifier, "start": text.index(quoted)}
        said(one, places, quoted, value, **columns)
    said(other, places, "110个", 110)
    assert '<span class="clause">共有托位751个</span>' in shown(client, one, other).content.decode()
    [row] = layout_of(one, other).figures.shared
    assert [level.clause for level in row.slots[0].levels] == [
        "共有托位751个",
        "…家幼儿园已经按期全部完工并且开办托位60个",
        "",
    ]
    assert [level.clause for level in row.slots[1].levels] == [""]


def test_a_change_is_said_with_the_words_that_tell_whether_up_or_down(places):
    one, other = held(1, TCM), held(2, TCM)
    text = "全区共有托位751个，比上年减少9个。"
    one.current_revision.text = text
    one.current_revision.save()
    sentence = {"sentence_start": 0, "sentence_end": len(text)}
    said(one, places, "751个", 751, start=text.index("751"), **sentence)
    said(one, places, "9个", 9, role="delta", start=text.index("9个"), **sentence)
    said(other, places, "110个", 110)
    [row] = layout_of(one, other).figures.shared
    assert [change.clause for change in row.slots[0].others] == ["比上年减少9个"]
    assert [level.clause for level in row.slots[0].levels] == [""]


def clauses_of(text, *numbers):
    """What stands around each number (quoted, value, further columns) of a report with `text`."""
    one, other = held(1, TCM), held(2, TCM)
    one.current_revision.text = text
    one.current_revision.save()
    places = IndicatorFactory(slug="childcare-places", name="托位", topic="mch", **UNITS)
    for quoted, value, columns in numbers:
        spot = {"start": text.index(quoted), "sentence_start": 0, "sentence_end": len(text)}
        said(one, places, quoted, value, **spot, **columns)
    said(other, places, "110个", 110, indicator_qualifier="公办")
    [row] = layout_of(one, other).figures.shared
    return [level.clause for level in row.slots[0].levels]


def test_a_number_without_qualifier_stands_in_its_clause_where_that_of_another_report_has_one():
    assert clauses_of("年末，共有托位751个。", ("751个", 751, {})) == ["共有托位751个"]


@pytest.mark.parametrize("rule", ["after", "clause", "inherited"])
def test_a_number_whose_name_does_not_stand_before_it_stands_in_its_clause(rule):
    columns = {"name_rule": rule, "indicator_qualifier": "新增"}
    assert clauses_of("年内，建成751个托位。", ("751个", 751, columns)) == ["建成751个托位"]


def test_a_number_with_its_name_before_it_and_a_qualifier_needs_no_clause():
    columns = {"name_rule": "before", "indicator_qualifier": "新增"}
    assert clauses_of("年内，新增托位751个。", ("751个", 751, columns)) == [""]


def test_a_number_that_is_all_of_its_clause_has_none():
    assert clauses_of("托位，751个。", ("751个", 751, {})) == [""]
