"""What staff do to the lexicon of indicators: refused in a sentence, recorded, and the figures follow."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from archive.models import Action, AuditEvent, Figure, Indicator, Snapshot
from archive.services import ConflictError, ServiceError, shipped_indicators
from archive.services.indicators import (
    IndicatorWording,
    add_alias,
    indicator_faults,
    remove_indicator,
    save_indicator,
    switch_indicator,
    wording_of,
)
from tests.factories import IndicatorAliasFactory, IndicatorFactory, figure_in, published_report

pytestmark = pytest.mark.django_db
SHIPPED = Path(settings.LEXICON_DIR) / shipped_indicators.FILE_NAME
VISITS = IndicatorWording("产后访视率", "访视产妇的比例。", "rate", "%", "mch", ("%",), (), ("产妇访视率",))


@pytest.fixture
def figure():
    report = published_report(("", "", "产后访视率为96.10%。"))
    return figure_in(report, "96.10%", name="产后访视率", unit="%")


def saved(wording=VISITS, **more):
    return save_indicator(wording=wording, by=None, slug="visits", **more)


def changed(**values):
    return IndicatorWording(**(vars(VISITS) | values))


def placed(figure):
    row = Figure.objects.select_related("indicator").get(pk=figure.pk)
    return row.indicator and row.indicator.slug


def test_a_new_indicator_gathers_its_figures_at_once(figure):
    before = Snapshot.current()
    one = saved()
    assert wording_of(one) == VISITS
    assert placed(figure) == "visits"
    assert Snapshot.current() != before
    event = AuditEvent.objects.get(action=Action.INDICATOR)
    assert (event.subject, event.before, event.after["aliases"]) == ("产后访视率", {}, ["产妇访视率"])


def test_a_change_is_recorded_from_what_to_what_and_no_change_is_not(figure):
    one = saved()
    again = save_indicator(wording=VISITS, by=None, held=one)
    assert AuditEvent.objects.count() == 1
    save_indicator(wording=changed(units=("人",)), by=None, held=again)
    event = AuditEvent.objects.latest("pk")
    assert (event.before["units"], event.after["units"]) == ("%", "人")
    assert placed(figure) is None


def test_a_figure_placed_by_a_person_stays(figure):
    Figure.objects.filter(pk=figure.pk).update(by_hand=True)
    saved()
    assert placed(figure) is None


def test_switched_off_it_has_no_figures_and_on_again_it_has(figure):
    one = saved()
    switch_indicator(held=one, by=None, active=False)
    assert placed(figure) is None
    switch_indicator(held=one, by=None, active=True)
    assert placed(figure) == "visits"


def test_a_name_reports_use_is_added(figure):
    one = saved(changed(name="访视率合计", aliases=()))
    assert placed(figure) is None
    add_alias(held=one, term="产后访视率", by=None)
    assert placed(figure) == "visits"
    assert [alias.term for alias in one.aliases.all()] == ["产后访视率"]


def test_somebody_who_was_first_is_not_overwritten():
    one = saved()
    with pytest.raises(ConflictError):
        save_indicator(
            wording=changed(unit="‰"), by=None, held=one, seen=one.updated_at - timedelta(seconds=1)
        )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "率"}, "至少 2 个字"),
        ({"name": "产" * 61}, "最多 60 个字"),
        ({"aliases": ("产后的访视率",)}, "只留一个"),
        ({"aliases": ("产后|访视",)}, "竖线"),
        ({"aliases": tuple(f"第{n}个别名" for n in range(81))}, "最多 80 个"),
        ({"definition": ""}, "定义"),
        ({"topic": "nothing"}, "没有“nothing”这个主题"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(values, said):
    with pytest.raises(ServiceError, match=said):
        saved(changed(**values))
    assert not Indicator.objects.exists()


def test_two_indicators_share_a_name_only_in_different_units():
    saved()
    with pytest.raises(ServiceError, match="已是指标“产后访视率”的名称"):
        save_indicator(wording=changed(name="另一个", aliases=("产后访视率",)), by=None, slug="other")
    counted = changed(name="另一个", units=("人",), aliases=("产妇访视率",), measure="count")
    assert save_indicator(wording=counted, by=None, slug="other").aliases.count() == 1
    with pytest.raises(ServiceError, match="已有名为"):
        save_indicator(wording=changed(units=("人",), aliases=()), by=None, slug="third")


def test_one_whose_names_were_taken_meanwhile_is_not_switched_on():
    one = switch_indicator(held=saved(), by=None, active=False)
    save_indicator(wording=changed(name="另一个"), by=None, slug="other")
    with pytest.raises(ServiceError, match="另一个"):
        switch_indicator(held=one, by=None, active=True)


@pytest.mark.parametrize("slug", ["", "Visits", "产后", "a--b", "-a"])
def test_a_code_is_of_small_letters_and_new(slug):
    with pytest.raises(ServiceError, match="代码"):
        save_indicator(wording=VISITS, by=None, slug=slug)


def test_a_code_is_given_once():
    saved()
    with pytest.raises(ServiceError, match="已经用过"):
        saved(changed(name="另一个", aliases=()))


def test_a_name_it_has_is_not_added_twice():
    one = saved()
    with pytest.raises(ServiceError, match="已是“产后访视率”的名称"):
        add_alias(held=one, term="产後訪視率", by=None)
    with pytest.raises(ServiceError, match="至少 2 个字"):
        add_alias(held=one, term="率", by=None)


def test_what_staff_added_can_be_removed_and_what_was_shipped_cannot(figure):
    one = saved()
    remove_indicator(held=one, by=None)
    assert placed(figure) is None
    assert AuditEvent.objects.latest("pk").before["name"] == "产后访视率"
    shipped = IndicatorFactory(shipped={"name": "第一项"})
    with pytest.raises(ServiceError, match="不能删除"):
        remove_indicator(held=shipped, by=None)
    with pytest.raises(ServiceError, match="已被删除"):
        remove_indicator(held=one, by=None)


def states(path=SHIPPED):
    return shipped_indicators.read(path)


def test_the_shipped_file_is_loaded_once_and_grouped_by(figure):
    done = shipped_indicators.load(states())
    assert (done.added, done.regrouped) == (len(states()), 1)
    assert placed(figure) == "postnatal-visit-rate"
    before = Snapshot.current()
    again = shipped_indicators.load(states())
    assert vars(again) == {"added": 0, "changed": 0, "removed": 0, "kept": 0, "regrouped": 0}
    assert Snapshot.current() == before


def test_each_shipped_indicator_could_have_been_typed_by_staff():
    shipped_indicators.load(states())
    wrong = {one.slug: indicator_faults(wording_of(one), one) for one in list(Indicator.objects.all())[::16]}
    assert {slug: sentences for slug, sentences in wrong.items() if sentences} == {}


def test_what_staff_changed_stays_and_the_rest_follows_the_file():
    wanted = {slug: states()[slug] for slug in ("births", "beds", "nurses", "deaths") if slug in states()}
    shipped_indicators.load(wanted)
    nurses = Indicator.objects.get(slug="nurses")
    add_alias(held=nurses, term="在编护士", by=None)
    newer = {slug: one | {"definition": "新的定义。", "aliases": ["新别名"]} for slug, one in wanted.items()}
    done = shipped_indicators.load(newer | {"births": newer["births"] | {"aliases": ["出生的人"]}})
    assert (done.changed, done.kept) == (2, 1)
    births = Indicator.objects.get(slug="births")
    assert (births.definition, births.aliases.get().term) == ("新的定义。", "出生的人")
    nurses.refresh_from_db()
    assert nurses.shipped["definition"] == "新的定义。"
    assert nurses.definition != "新的定义。"


def test_what_the_file_no_longer_has_goes_unless_staff_changed_or_added_it():
    shipped_indicators.load({slug: states()[slug] for slug in ("births", "beds")})
    switch_indicator(held=Indicator.objects.get(slug="beds"), by=None, active=False)
    saved()
    done = shipped_indicators.load({})
    assert (done.removed, done.kept) == (1, 1)
    assert {one.slug: one.shipped for one in Indicator.objects.all()} == {"beds": {}, "visits": {}}


def test_one_of_staff_with_a_shipped_name_is_theirs():
    IndicatorAliasFactory(indicator=IndicatorFactory(slug="own", name="出生人数"))
    done = shipped_indicators.load({"births": states()["births"]})
    assert (done.added, done.kept) == (0, 1)
    assert Indicator.objects.get().slug == "own"
