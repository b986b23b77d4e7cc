from dataclasses import replace

import pytest

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.chronology.dated import Dated
from archive.ingest.chronology.dating import years_of
from tests.ingest.vocabularies import reading


def dated(title="", body="", headings=(), kind="summary", **more):
    """Texts as they stand on a page: the headings are lines of the body."""
    whole = reading(f"{title}\n{body}")
    start = len(title) + 1
    body_part = whole.part(start, len(whole.shown))
    found = []
    for heading in headings:
        at = whole.shown.index(heading, start)
        found.append(whole.part(at, at + len(heading)))
    return Dated(whole.part(0, len(title)), tuple(found), body_part, kind, **more)


def told(page):
    years = years_of(page)
    return (
        years.reporting and (int(years.reporting.value), years.reporting.rule),
        years.plan and (int(years.plan.value), years.plan.rule),
    )


@pytest.mark.parametrize(
    ("page", "reporting", "plan"),
    [
        (dated("2022年工作总结及2023年计划"), (2022, "title_year"), (2023, "title_year")),
        (dated("云溪年鉴2023", kind="other"), (2022, "title_custom"), None),
        (
            dated("工作总结", "二、2023年计划", ["2023年计划"]),
            (2022, "plan_year_before"),
            (2023, "heading_year"),
        ),
        (dated("工作总结", "一、2022年完成情况", ["2022年完成情况"]), (2022, "heading_year"), None),
        (dated("工作总结", "2022年,努力。"), (2022, "opening_year"), None),
        (
            dated("", "2022年XX区工作总结及2023年计划2022年,努力"),
            (2022, "opening_title"),
            (2023, "notice_year"),
        ),
        (dated("工作总结", "今年是“十三五”收官之年。"), (2020, "event_year"), None),
        (dated("工作总结", "谋划明年(2023)重点。"), (2022, "next_year_phrase"), (2023, "next_year_phrase")),
        (
            dated("总结", "完成。明年计划\n2023年推进", ["明年计划"]),
            (2022, "next_year_section"),
            (2023, "year_after"),
        ),
        (dated("总结", "在2020年。在2020年。在2020年。"), (2020, "dense_year"), None),
        (dated("总结", "努力。", file_name="2021年工作总结.doc"), (2021, "file_name"), None),
        (dated("总结", "努力。", signed="2022-01-07"), (2021, "date"), None),
        (dated("总结", "努力。", published="2021-12-07"), (2021, "date"), None),
        (dated("总结", "今年以来,努力。", signed="2022-07-01"), (2022, "this_year"), None),
        (dated("总结", "努力。", doc_no=(2022, 4)), (2021, "doc_no_year"), None),
        (dated("总结", "努力。", doc_no=(2022, 99)), (2022, "doc_no_year"), None),
        (dated("总结", "努力。", doc_no=(2022, 50)), None, None),
        (dated("总结", "努力。", signed="2022-07-01"), None, None),
        (
            dated("2021年上半年总结", "下半年计划", ["下半年计划"]),
            (2021, "title_year"),
            (2021, "rest_of_year"),
        ),
        (
            dated("2021年总结", "下一步工作\n2022年推进", ["下一步工作"]),
            (2021, "title_year"),
            (2022, "plan_section"),
        ),
        (dated("2021年总结", "下一步工作\n推进", ["下一步工作"]), (2021, "title_year"), None),
    ],
)
def test_the_surest_sign_tells_the_years(page, reporting, plan):
    assert told(page) == (reporting, plan)


@pytest.mark.parametrize(
    ("page", "plan"),
    [
        (dated("2022年工作要点"), (2022, "title_year")),
        (dated("工作要点", "2022年工作要抓好。"), (2022, "opening_year")),
        (dated("工作要点", "为做好2022年工作,制定本要点。"), (2022, "prepared_year")),
        (dated("工作要点", "今年是“十四五”开局之年。"), (2021, "event_year")),
        (dated("工作要点", "在2020年。在2020年。在2020年。"), (2020, "dense_year")),
        (dated("工作要点", "努力。", file_name="2021年工作要点.doc"), (2021, "file_name")),
        (dated("工作要点", "努力。", signed="2022-03-07"), (2022, "date")),
        (dated("工作要点", "努力。", signed="2022-12-07"), (2023, "date")),
        (dated("工作要点", "努力。", signed="2022-10-07"), None),
        (dated("工作要点", "努力。", doc_no=(2022, 99)), (2022, "doc_no_year")),
        (dated("20xx年工作要点", "努力。", signed="2022-03-07"), None),
    ],
)
def test_a_plan_without_its_year_is_dated_by_what_it_says_and_when(page, plan):
    assert told(replace(page, kind="key_points")) == (None, plan)


def test_a_page_that_hides_its_year_is_not_dated_by_its_days():
    years = years_of(dated("20xx年工作总结", "努力。", signed="2023-01-16"))

    assert years.reporting is None
    assert "2022" in years.warnings[0].message


def test_a_year_after_the_day_of_signing_is_not_believed():
    assert told(dated("工作总结", "2025年,全面建成。", signed="2022-07-01")) == (None, None)


def test_a_notice_tells_the_plan_of_the_summary_it_hands_out():
    notice = reading("关于印发2016年工作总结和2017年工作要点的通知")
    page = dated("2016年工作总结", "努力。", notices=(notice,))

    assert told(page) == ((2016, "title_year"), (2017, "notice_year"))


def test_a_notice_about_another_year_is_not_heard():
    notice = reading("关于印发2014年工作总结和2015年工作要点的通知")

    assert told(dated("2016年工作总结", "努力。", notices=(notice,)))[1] is None


def test_a_title_that_errs_is_not_believed_about_its_plan_either():
    body = "2019年,努力。2019年完成。2020年工作计划"
    page = dated("2020年工作总结及2021年工作计划", body, ["2020年工作计划"])
    years = years_of(page)

    assert [int(year.value) for year in (years.reporting, years.plan, years.claimed)] == [2019, 2020, 2020]
    assert [warning.code for warning in years.warnings] == ["year_conflict"]


def test_many_statements_of_another_year_and_none_of_the_claimed_contradict():
    body = "2019年,努力。" + "在2019年完成。" * 5

    assert told(dated("2021年工作总结", body))[0] == (2019, "body_against_title")


def test_a_signature_before_the_claimed_year_contradicts():
    page = dated("2021年工作总结", "在2019年完成。", signed="2019-12-30")

    assert told(page)[0] == (2019, "body_against_title")


def test_a_report_from_taiwan_is_dated_by_its_calendar():
    page = dated("卫生局工作报告", "113年度工作计画", ["113年度工作计画"], taiwan=True)

    assert told(page) == ((2023, "plan_year_before"), (2024, "heading_year"))


def test_evidence_of_the_years_stands_in_the_text_or_is_inferred():
    page = dated("工作总结", "2022年,努力。\n下一步工作\n2023年推进", ["下一步工作"])
    years = years_of(page)

    for evidence in (years.reporting, years.plan):
        assert evidence.spans or evidence.inferred
        assert 0.3 <= evidence.confidence <= 0.95
        assert evidence.note


def test_a_title_that_only_plans_sums_up_nothing():
    page = dated(
        "“十四五”卫生健康发展规划", "“十三五”时期,2020年末达标。2020年启用。2020年建成。", kind="other"
    )

    assert told(page) == (None, (2021, "title_year"))


@pytest.mark.parametrize("title", ["2023年工作总结及2022年工作计划", "2020年工作总结及2022年工作计划"])
def test_a_plan_not_for_the_next_year_is_doubted(title):
    assert [warning.code for warning in years_of(dated(title)).warnings] == ["year_order"]


def test_a_plan_that_opens_with_another_year_is_doubted():
    page = dated("2021年工作计划", "2018年,要抓好医改。", kind="plan")
    kept = dated("2021年工作计划", "2018年,启用。2021年要抓好医改。", kind="plan")

    assert [warning.code for warning in years_of(page).warnings] == ["year_conflict"]
    assert years_of(kept).warnings == ()


def test_another_title_of_the_page_dates_a_report_whose_own_does_not():
    named = (reading("政务公开2021年工作总结"),)
    planned = (Reading("2021年工作要点", "2021年工作要点", ()),)

    assert told(dated("工作总结", "努力。", notices=named)) == ((2021, "notice_year"), None)
    assert told(dated("工作要点", "努力。", kind="plan", notices=planned)) == (None, (2021, "notice_year"))


def test_one_sign_is_not_enough_against_a_text_that_names_the_claimed_year():
    body = "2021年以来,努力。2022年完成。"

    assert told(dated("2022年工作总结", body))[0] == (2022, "title_year")
    assert told(dated("2022年工作总结", body.replace("2022年", "当年")))[0] == (2021, "body_against_title")


def test_a_report_signed_before_its_year_is_doubted():
    early = years_of(dated("2023年工作总结", "2023年,努力。", signed="2022-12-30"))
    timely = years_of(dated("2023年工作总结", "2023年,努力。", signed="2023-12-30"))

    assert [warning.code for warning in early.warnings] == ["year_conflict"]
    assert timely.warnings == ()
