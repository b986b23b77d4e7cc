"""Figures on the page of their report: anchors on the numbers, names in the margin, figures in the JSON."""

import re

import pytest

from archive.models import Report
from archive.text.spans import Span
from archive.views.noted_figures import figures_of
from archive.views.reading import read
from tests import small_archive as small
from tests.factories import (
    FigureFactory,
    IndicatorFactory,
    RevisionFactory,
    SectionFactory,
    figure_in,
    published_report,
)

pytestmark = pytest.mark.django_db


def page(client, report: Report, path: str = "", **query) -> str:
    answer = client.get(f"/r/{report.public_id}/{path}", query)
    assert answer.status_code == 200
    return answer.content.decode()


def notes(shown: str) -> list[tuple[str, str]]:
    return re.findall(r'<dt><a href="[^"]*">([^<]*)</a></dt><dd><a href="#f\d+">([^<]*)</a>', shown)


@pytest.fixture
def report():
    return published_report(
        ("一、", "婦幼健康", "產前篩查率達81%,衛(wèi)生院2個。"), defects=[[17, 22, "gloss"]]
    )


@pytest.mark.parametrize(("script", "words"), [("orig", "81%"), ("hans", "81%"), ("hant", "81%")])
def test_a_number_has_its_anchor_in_every_script(client, report, script, words):
    figure = figure_in(report, "81%")
    shown = page(client, report, s=script)
    assert f'<span class="fig" id="f{figure.start}">{words}</span>' in shown
    assert shown.count(f'id="f{figure.start}"') == 1


def test_a_number_with_its_comparator_is_converted_whole(client, report):
    figure = figure_in(report, "達81%")
    assert f'<span class="fig" id="f{figure.start}">达81%</span>' in page(client, report, s="hans")


def test_a_number_cut_by_a_hit_has_one_anchor(report):
    figure = figure_in(report, "達81%")
    hits = [Span(figure.start + 1, figure.start + 3, "hit")]
    revision = report.current_revision
    shown = read(revision, list(revision.sections.all()), hits, None, figures_of(revision))
    runs = [run for run in shown.sections[0].paragraphs[0] if run.figure]
    assert [(run.text, run.anchor, run.hit) for run in runs] == [
        ("達", f"f{figure.start}", 0),
        ("81", "", 1),
        ("%", "", 0),
    ]


def test_a_hit_and_a_number_are_marked_inside_one_another(client, report):
    figure = figure_in(report, "81%")
    shown = page(client, report, q="81%", s="orig")
    assert f'id="f{figure.start}"' in shown


def test_the_anchor_falls_on_the_first_character_shown_after_a_hidden_gloss(client, report):
    start = report.current_revision.text.index("(wèi)")
    FigureFactory(revision=report.current_revision, start=start, quoted="(wèi)生院2個")
    assert f'<span class="fig" id="f{start}">生院2个</span>' in page(client, report, s="hans")


def test_two_figures_at_one_place_share_their_anchor(client, report):
    for quoted in ("81%", "81"):
        figure_in(report, quoted)
    start = report.current_revision.text.index("81%")
    assert page(client, report).count(f'id="f{start}"') == 1


def test_the_margin_names_the_first_four_indicators_and_folds_the_rest(client):
    words = "，".join(f"第{number}项{number}0人" for number in range(1, 7))
    report = published_report(("一、", "甲", words))
    for number in range(1, 7):
        indicator = IndicatorFactory(slug=f"i{number}", name=f"指标{number}")
        figure_in(report, f"{number}0人", indicator=indicator, value=number * 10, unit="人", order=number)
    shown = page(client, report)
    assert notes(shown) == [(f"指标{number}", f"{number}0 人") for number in range(1, 7)]
    first, rest = shown.split('<details class="note__more">')
    assert len(notes(first)) == 4
    assert "其余 2 项数值" in rest


def test_the_margin_tells_qualifier_role_and_doubt(client, report):
    indicator = IndicatorFactory(slug="screening", name="产前筛查率")
    figure_in(
        report,
        "81%",
        indicator=indicator,
        indicator_qualifier="农村",
        role="target",
        flags=["fused"],
        value=81,
        unit="%",
    )
    shown = page(client, report)
    assert notes(shown) == [("产前筛查率（农村）", "81%")]
    assert "<small>目标</small><small>存疑</small>" in shown
    assert 'href="/indicators/screening/"' in shown


def test_a_figure_is_noted_beside_its_own_section_only(client):
    report = published_report(("一、", "甲", "共10人。"), ("二、", "乙", "共20人。"))
    figure_in(report, "20人", indicator=IndicatorFactory(slug="people", name="人数"), value=20, unit="人")
    first, second = page(client, report).split('<section class="sec"')[1:3]
    assert notes(first) == []
    assert notes(second) == [("人数", "20 人")]


def test_the_page_of_a_section_has_its_figures_and_no_others(client):
    report = published_report(("一、", "甲", "共10人。"), ("二、", "乙", "共20人。"))
    people = IndicatorFactory(slug="people", name="人数")
    figures = [
        figure_in(report, words, indicator=people, unit="人", order=n)
        for n, words in enumerate(("10人", "20人"))
    ]
    for figure in figures:
        shown = page(client, report, f"s{figure.section.start}/")
        assert re.findall(r'class="fig" id="(f\d+)"', shown) == [figure.anchor]
        assert len(notes(shown)) == 1


def test_a_figure_in_a_heading_has_its_anchor(client):
    report = published_report(("一、", "完成10件实事", "正文"))
    figure = figure_in(report, "10件")
    assert f'<span class="fig" id="f{figure.start}">10件</span>' in page(client, report)


def test_what_was_set_aside_has_neither_anchor_nor_note(client, report):
    figure = figure_in(report, "81%", indicator=IndicatorFactory(slug="one", name="一率"), dismissed=True)
    shown = page(client, report)
    assert figure.anchor not in re.findall(r'id="(f\d+)"', shown)
    assert notes(shown) == []


def test_an_older_text_shows_its_own_figures(client):
    report = published_report(("一、", "甲", "共10人。"))
    text = "共30人。"
    old = RevisionFactory(report=report, number=2, text=text)
    SectionFactory(revision=old, order=0, start=0, end=len(text), paragraphs=[[[0, len(text)]]], body=text)
    figure_in(report, "10人")
    FigureFactory(revision=old, start=1, quoted="30人")
    assert re.findall(r'id="(f\d+)">([^<]*)<', page(client, report, "v2/")) == [("f1", "30人")]
    assert re.findall(r'id="f\d+">([^<]*)<', page(client, report)) == ["10人"]


def test_the_json_lists_the_figures_with_their_offsets(client, report):
    figure_in(report, "2個", value="2.50", unit="个", order=7, dismissed=True)
    row = figure_in(report, "81%", value="81.0", unit="%", name="產前篩查率", comparator="reach")
    (found,) = client.get(f"/r/{report.public_id}.json").json()["figures"]
    assert found == {
        "anchor": row.anchor,
        "start": row.start,
        "end": row.end,
        "quoted": "81%",
        "name": "產前篩查率",
        "value": "81",
        "unit": "%",
        "unit_supplied": "",
        "comparator": "reach",
        "role": "actual",
        "qualifier": "",
        "indicator": None,
        "indicator_qualifier": "",
        "flags": [],
    }


def test_the_json_names_the_indicator_unless_it_is_switched_off(client, report):
    on = IndicatorFactory(slug="on", name="开")
    off = IndicatorFactory(slug="off", name="关", is_active=False)
    figure_in(report, "81%", indicator=on, order=1)
    figure_in(report, "2個", indicator=off, order=2)
    found = client.get(f"/r/{report.public_id}.json").json()["figures"]
    assert [one["indicator"] for one in found] == ["on", None]


def test_the_page_offers_the_figures_as_a_file_if_there_are_any(client, report):
    address = f"/r/{report.public_id}/figures.csv"
    assert address not in page(client, report)
    figure_in(report, "81%")
    assert address in page(client, report)


def test_figures_cost_one_query_however_many(client, django_assert_num_queries):
    words = "".join(f"有{number}人，" for number in range(100, 160))
    report = published_report(("一、", "甲", words))
    people = IndicatorFactory(slug="people", name="人数")
    for number in range(100, 160):
        figure_in(report, f"{number}人", indicator=people, value=number, unit="人", order=number)
    revision = report.current_revision
    assert revision
    with django_assert_num_queries(1):
        assert len(figures_of(revision)) == 60


@pytest.mark.usefixtures("regions")
def test_nothing_hidden_shows_on_the_pages_of_the_small_archive(client):
    held = small.small_archive()
    for report in held.reports:
        assert "99.9" not in page(client, report)
        assert "99.9" not in client.get(f"/r/{report.public_id}.json").content.decode()


def test_a_number_cut_by_a_hit_is_pointed_at_as_a_whole(client, report):
    figure = figure_in(report, "達81%")
    shown = page(client, report, q="81", s="orig")
    (inside,) = re.findall(rf'<span class="fig" id="f{figure.start}">(.*?)</span>', shown)
    assert inside == '達<mark id="hit-1">81</mark>%'


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("orig", ("产前筛查率（農村）", "81%", "目标", "妇幼健康")),
        ("hans", ("产前筛查率（农村）", "81%", "目标", "妇幼健康")),
        ("hant", ("產前篩查率（農村）", "81%", "目標", "婦幼健康")),
    ],
)
def test_the_margin_speaks_in_the_script_of_the_page(client, report, script, words):
    indicator = IndicatorFactory(slug="screening", name="产前筛查率")
    section = report.current_revision.sections.get()
    section.topics = ["mch"]
    section.save()
    marks = {"indicator_qualifier": "農村", "role": "target", "value": 81, "unit": "%"}
    figure_in(report, "81%", indicator=indicator, **marks)
    shown = page(client, report, s=script)
    name, amount, role, topic = words
    assert notes(shown) == [(name, amount)]
    assert f"<small>{role}</small>" in shown
    assert f">{topic}</a>" in shown
