"""What staff say about single figures."""

import pytest
from django.contrib.auth.models import User

from archive.figure_groups import regroup
from archive.models import Action, AuditEvent, Figure, Report, Snapshot
from archive.services import ConflictError, ServiceError
from archive.services.figures import FigureVerdict, correct_figure, verdict_on
from tests.factories import IndicatorFactory, figure_in, published_report

pytestmark = pytest.mark.django_db
PLAIN = FigureVerdict()


@pytest.fixture
def figure():
    report = published_report(("", "", "公办托位110个。"))
    return figure_in(report, "110个", name="公办托位", unit="个")


@pytest.fixture
def places():
    return IndicatorFactory(slug="places", name="托位数", unit="个", units="个", measure="count")


def reread(figure):
    return Figure.objects.select_related("indicator").get(pk=figure.pk)


def test_dismissed_nobody_sees_it_and_restored_everybody_does(figure):
    person = User.objects.create_user("worker")
    before = Snapshot.current()
    correct_figure(figure=figure, verdict=FigureVerdict(dismissed=True), seen=PLAIN, by=person)
    assert not Figure.objects.published().exists()
    assert Snapshot.current() != before
    event = AuditEvent.objects.get(action=Action.FIGURE)
    assert (event.actor, event.report) == (person, figure.revision.report)
    assert (event.before["dismissed"], event.after["dismissed"]) == (False, True)
    assert "110个" in event.subject
    correct_figure(figure=figure, verdict=PLAIN, seen=FigureVerdict(dismissed=True), by=None)
    assert Figure.objects.published().get() == figure


def test_placed_by_hand_it_stays_whatever_the_lexicon_says(figure, places):
    by_hand = FigureVerdict(by_hand=True, slug="places")
    correct_figure(figure=figure, verdict=by_hand, seen=PLAIN, by=None)
    regroup()
    assert verdict_on(reread(figure)) == by_hand
    assert reread(figure).indicator == places


def test_what_narrows_the_name_stays_with_a_figure_placed_where_the_lexicon_has_it(figure, places):
    places.aliases.create(term="托位")
    correct_figure(figure=figure, verdict=FigureVerdict(by_hand=True, slug="places"), seen=PLAIN, by=None)
    assert reread(figure).indicator_qualifier == "公办"


def test_given_back_the_lexicon_decides(figure, places):
    places.aliases.create(term="托位")
    none = FigureVerdict(by_hand=True)
    correct_figure(figure=figure, verdict=none, seen=PLAIN, by=None)
    assert reread(figure).indicator is None
    correct_figure(figure=figure, verdict=PLAIN, seen=none, by=None)
    assert verdict_on(reread(figure)) == FigureVerdict(slug="places")


def test_somebody_who_was_first_is_not_overwritten(figure):
    with pytest.raises(ConflictError):
        correct_figure(figure=figure, verdict=PLAIN, seen=FigureVerdict(dismissed=True), by=None)


def test_an_unknown_indicator_is_refused_and_nothing_is_recorded(figure):
    with pytest.raises(ServiceError, match="没有代码为“nothing”的指标"):
        correct_figure(
            figure=figure, verdict=FigureVerdict(by_hand=True, slug="nothing"), seen=PLAIN, by=None
        )
    assert not AuditEvent.objects.exists()


def test_a_figure_read_anew_meanwhile_is_said_to_be_gone(figure):
    figure_held = reread(figure)
    figure.delete()
    with pytest.raises(ServiceError, match="已不在"):
        correct_figure(figure=figure_held, verdict=PLAIN, seen=PLAIN, by=None)


def test_nothing_changed_is_not_recorded(figure):
    correct_figure(figure=figure, verdict=PLAIN, seen=PLAIN, by=None)
    assert not AuditEvent.objects.exists()


def test_what_readers_cannot_see_moves_no_snapshot(figure):
    Report.objects.update(state=Report.State.WITHDRAWN)
    before = Snapshot.current()
    correct_figure(figure=figure, verdict=FigureVerdict(dismissed=True), seen=PLAIN, by=None)
    assert reread(figure).dismissed
    assert Snapshot.current() == before
