"""The staff pages of the lexicon of indicators."""

import pytest

from archive.models import Action, AuditEvent, Figure, Indicator
from archive.services.indicators import IndicatorWording, save_indicator
from tests.factories import IndicatorFactory, figure_in, published_report
from tests.views.staff_pages import EDITOR, VIEWER, signed_in, tree, words

pytestmark = pytest.mark.django_db
LIST = "/ingest/indicators/"
NAMES = f"{LIST}names/"
ALIAS = f"{LIST}alias/"


@pytest.fixture
def editor():
    return signed_in(EDITOR)


@pytest.fixture
def visits():
    wording = IndicatorWording("产后访视率", "访视产妇的比例。", "rate", "%", "mch", ("%",), (), ("访视率",))
    return save_indicator(wording=wording, by=None, slug="visits")


@pytest.fixture
def reports(visits):
    """Two reports with figures: two of the indicator, three of a name that is of none."""
    made = []
    for share in ("96.10%", "93.23%"):
        report = published_report(("", "", f"产后访视率{share}，产妇随访率{share[:2]}%。"))
        figure_in(report, share, name="产后访视率", unit="%", indicator=visits)
        figure_in(report, f"{share[:2]}%", name="产妇随访率", unit="%", order=900)
        made.append(report)
    figure_in(made[0], "96", name="产妇随访率", unit="%", order=901)
    figure_in(made[0], "6.10", name="没有人用的名称", unit="%", order=902)
    return made


def cells(response):
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]
        for row in tree(response).xpath("//tbody/tr")
    ]


def test_the_list_counts_published_figures_and_reports(editor, reports):
    [[name, unit, figures, held, state, _change]] = cells(editor.get(LIST))
    assert "产后访视率" in name
    assert "访视率" in name
    assert (unit, figures, held, state) == ("比率 %", "2", "2", "启用本馆添加")
    Figure.objects.filter(name="产后访视率").update(dismissed=True)
    assert cells(editor.get(LIST))[0][2:4] == ["0", "0"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"第一项", "产后访视率"}),
        ({"q": "访视"}, {"产后访视率"}),
        ({"q": "first"}, {"第一项"}),
        ({"which": "staff"}, {"产后访视率"}),
        ({"which": "changed"}, {"第一项"}),
        ({"which": "off"}, set()),
        ({"q": "没有"}, set()),
    ],
)
def test_the_list_is_filtered(editor, visits, asked, names):
    IndicatorFactory(slug="first", name="第一项", shipped={"name": "原来的名称"})
    page = tree(editor.get(LIST, asked))
    assert {link.text for link in page.xpath("//tbody//th/a")} == names


def test_names_of_no_indicator_come_by_how_many_reports_use_them(editor, reports):
    rows = cells(editor.get(NAMES))
    assert [row[1:4] for row in rows] == [["%", "2", "3"], ["%", "1", "1"]]
    assert rows[0][0] == "产妇随访率产后访视率96.10%，产妇随访率96%"
    assert len(cells(editor.get(NAMES, {"q": "没有人"}))) == 1
    assert "没有符合条件的名称" in words(editor.get(NAMES, {"q": "无此"}))


def test_names_of_withdrawn_reports_are_not_among_them(editor, reports):
    for report in reports:
        report.state = report.State.WITHDRAWN
        report.save()
    assert "没有符合条件的名称" in words(editor.get(NAMES))


def test_a_name_becomes_an_alias_and_its_figures_move(editor, reports, visits):
    typed = {"term": "产妇随访率", "indicator": "产后访视率", "list": "q=产妇"}
    response = editor.post(ALIAS, typed, follow=True)
    assert "有 3 个归入" in words(response)
    assert response.redirect_chain[0][0].endswith("?q=%E4%BA%A7%E5%A6%87")
    assert Figure.objects.filter(indicator=visits).count() == 5
    assert AuditEvent.objects.latest("pk").action == Action.INDICATOR
    said = words(editor.get("/ingest/audit/"))
    assert "别名" in said
    assert "访视率、产妇随访率" in said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"term": "产妇随访率", "indicator": "没有"}, "没有名为“没有”的指标"),
        ({"term": "产妇随访率"}, "请填写指标"),
        ({"indicator": "visits"}, "请填写别名"),
        ({"term": "产" * 61, "indicator": "visits"}, "最多 60 个字"),
        ({"term": "访视率", "indicator": "visits"}, "已是“产后访视率”的名称"),
        ({"term": "率", "indicator": "visits"}, "至少 2 个字"),
    ],
)
def test_what_cannot_be_an_alias_is_said(editor, visits, typed, said):
    response = editor.post(ALIAS, typed, follow=True)
    assert f"没有保存：{said}" in words(response).replace("： ", "：") or said in words(response)
    assert visits.aliases.count() == 1


def test_an_indicator_is_switched_off_and_on(editor, reports, visits):
    address = f"{LIST}visits/switch/"
    assert "已停用：产后访视率" in words(editor.post(address, {"active": "0"}, follow=True))
    assert not Figure.objects.filter(indicator=visits).exists()
    assert "已启用：产后访视率" in words(editor.post(address, {"active": "1"}, follow=True))
    assert Figure.objects.filter(indicator=visits).count() == 2


def test_one_whose_name_was_taken_is_not_switched_on(editor, visits):
    Indicator.objects.filter(pk=visits.pk).update(is_active=False)
    wording = IndicatorWording("访视率", "别的。", "rate", "%", "", ("%",))
    save_indicator(wording=wording, by=None, slug="other")
    said = words(editor.post(f"{LIST}visits/switch/", {"active": "1"}, follow=True))
    assert "没有改动" in said
    assert not Indicator.objects.get(pk=visits.pk).is_active


def test_a_viewer_sees_no_buttons(reports):
    viewer = signed_in(VIEWER)
    for address in (LIST, NAMES):
        assert tree(viewer.get(address)).xpath('//main//form[@method="post"]') == []
    assert signed_in("", "stranger").get(LIST).status_code == 403


def test_the_pages_ask_the_database_equally_often_however_many_rows(editor, reports, connection_counts):
    few = connection_counts(lambda: editor.get(LIST)), connection_counts(lambda: editor.get(NAMES))
    for number in range(20):
        IndicatorFactory()
        figure_in(reports[0], "6.10", name=f"第{number}个名称", unit="%", order=1000 + number)
    many = connection_counts(lambda: editor.get(LIST)), connection_counts(lambda: editor.get(NAMES))
    assert few == many


@pytest.fixture
def connection_counts(django_assert_max_num_queries):
    """How many queries a call makes."""

    def count(call):
        with django_assert_max_num_queries(40) as captured:
            call()
        return len(captured)

    return count


def test_a_sign_no_database_takes_is_left_out_of_what_is_looked_for(editor, reports):
    answer = editor.get(NAMES, {"q": "\0诊\0"})
    assert (answer.status_code, answer.context["words"]) == (200, "诊")
