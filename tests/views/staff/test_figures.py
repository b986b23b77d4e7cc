"""The staff page of a report's figures."""

import pytest

from archive.models import Figure, Indicator, Report
from tests.factories import IndicatorFactory, ReportFactory, figure_in, published_report
from tests.views.staff_pages import EDITOR, VIEWER, signed_in, tree, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return signed_in(EDITOR)


@pytest.fixture
def report():
    made = published_report(("", "", "公办托位110个，婴幼儿入托106个。献血人数10592270人。"))
    figure_in(made, "110个", name="公办托位", unit="个", value=110, order=0)
    figure_in(made, "106个", name="婴幼儿入托", unit="个", value=106, order=1)
    figure_in(made, "10592270人", name="献血人数", unit="人", value=10592270, order=2, flags=["fused"])
    return made


@pytest.fixture
def places():
    return IndicatorFactory(slug="places", name="托位数", unit="个", units="个", measure="count")


def address(report, figure=None):
    return f"/ingest/r/{report.public_id}/figures/{f'{figure.pk}/' if figure else ''}"


def names(response):
    return [cell.text.strip() for cell in tree(response).xpath("//tbody//th")]


def form_of(client, figure):
    """What a browser would post from the form of a figure, but its button."""
    page = tree(client.get(address(figure.revision.report)))
    [form] = page.xpath(f'//form[contains(@action, "/figures/{figure.pk}/")]')
    return dict(form.form_values())


def first():
    return Figure.objects.select_related("revision__report").get(order=0)


def test_figures_stand_in_order_with_their_sentence_and_doubts(editor, report):
    response = editor.get(address(report))
    assert names(response) == ["公办托位", "婴幼儿入托", "献血人数"]
    said = words(response)
    assert "3 个数值" in said
    assert "公办托位110个,婴幼儿入托106个" in said.replace("，", ",")
    assert "数字疑为粘连" in said
    [link] = tree(response).xpath('//tbody//a[text()="110个"]')
    assert link.get("href") == f"/r/{report.public_id}/#f{first().start}"


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("doubtful", ["献血人数"]),
        ("unnamed", ["婴幼儿入托", "献血人数"]),
        ("by_hand", ["公办托位"]),
        ("dismissed", ["公办托位"]),
        ("<script>", ["公办托位", "婴幼儿入托", "献血人数"]),
    ],
)
def test_the_list_is_narrowed(editor, report, places, show, shown):
    Figure.objects.filter(order=0).update(by_hand=True, dismissed=True, indicator=places)
    assert names(editor.get(address(report), {"show": show})) == shown


def test_a_figure_is_dismissed_and_restored(editor, report):
    posted = form_of(editor, first()) | {"act": "dismiss"}
    response = editor.post(address(report, first()), posted, follow=True)
    assert "已剔除“110个”" in words(response)
    assert response.redirect_chain[0][0].endswith(f"#f{first().start}")
    assert first().dismissed
    stale = editor.post(address(report, first()), posted, follow=True)
    assert "刚被别人改过" in words(stale)
    editor.post(address(report, first()), form_of(editor, first()) | {"act": "restore"})
    assert not first().dismissed


def test_a_figure_is_placed_by_hand_and_given_back(editor, report, places):
    posted = form_of(editor, first()) | {"act": "place", "indicator": "托位数"}
    assert "已为“110个”指定指标" in words(editor.post(address(report, first()), posted, follow=True))
    assert (first().indicator, first().by_hand) == (places, True)
    posted = form_of(editor, first()) | {"act": "place", "indicator": ""}
    editor.post(address(report, first()), posted)
    assert (first().indicator, first().by_hand) == (None, True)
    editor.post(address(report, first()), form_of(editor, first()) | {"act": "free"})
    assert not first().by_hand


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"act": "place", "indicator": "没有这个"}, "没有名为“没有这个”的指标"),
        ({"act": "explode"}, "不知道要做什么"),
        ({}, "不知道要做什么"),
        ({"act": "dismiss", "seen": "x"}, "刚被别人改过"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_changed(editor, report, typed, said):
    posted = form_of(editor, first()) | typed
    assert said in words(editor.post(address(report, first()), posted, follow=True))
    assert not first().dismissed


def test_a_figure_of_another_report_is_not_found_here(editor, report):
    other = ReportFactory()
    assert editor.post(address(other, first()), {"act": "dismiss"}).status_code == 404
    assert "没有符合条件的数值" in words(editor.get(address(other)))
    assert editor.get("/ingest/r/340504-2022-none/figures/").status_code == 404


def test_a_viewer_sees_no_buttons_and_the_page_of_the_report_leads_here(report):
    viewer = signed_in(VIEWER)
    assert tree(viewer.get(address(report))).xpath('//main//form[@method="post"]') == []
    managed = tree(viewer.get(f"/ingest/r/{report.public_id}/"))
    assert managed.xpath(f'//a[@href="{address(report)}"]')


def test_figures_of_a_withdrawn_report_are_still_shown_to_staff(editor, report):
    Report.objects.update(state=Report.State.WITHDRAWN)
    assert len(names(editor.get(address(report)))) == 3


def test_an_indicator_out_of_force_is_named_as_such_and_leads_nowhere(editor, report, places):
    Figure.objects.filter(pk=first().pk).update(indicator=places, by_hand=True)
    Indicator.objects.update(is_active=False)
    shown = editor.get(address(report)).content.decode()
    assert f"{places.name}（已停用）" in shown
    assert places.get_absolute_url() not in shown
