"""What the grid adds to the name of a division: its rank, former names, and where it came from or went."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from archive.views.coverage.places import CITY, COUNTY, PROVINCE, Place, Places, level_of
from archive.views.coverage.question import Question

_MOST_NAMED = 3
_SPECIAL = "7"  # codes of 台湾, 香港 and 澳门 begin with it or are greater


def row_note(question: Question, place: Place, places: Places) -> str:
    """Return what is special about a row in the years shown, in clauses; mostly empty."""
    clauses = [_rank(question, place), *_former_names(question, place), *_changes(question, place, places)]
    return _("；").join(clause for clause in clauses if clause)


def _rank(question: Question, place: Place) -> str:
    """Say why a row that is no prefecture stands among them."""
    level = level_of(place.code)
    if question.level == CITY and level == COUNTY:
        return _("省直辖")
    if question.level == CITY and level == PROVINCE and place.code < _SPECIAL:
        return _("直辖市")
    return ""


def _former_names(question: Question, place: Place) -> list[str]:
    current = place.name_by(question.last)
    return [
        _("%(year)d 年前称%(name)s") % {"year": last + 1, "name": name}
        for name, (first, last) in place.names
        if name != current and first <= last and question.first <= last < question.last
    ]


def _changes(question: Question, place: Place, places: Places) -> Iterable[str]:
    """Say in which year shown a division began or ended, and where the other years are found."""
    for begun, last in place.spans:
        if question.first < begun <= question.last:
            named = named_places(places.before(place.code), place, places, begun - 1)
            words = {"year": begun, "names": named}
            yield (_("%(year)d 年设，此前见%(names)s") if named else _("%(year)d 年设")) % words
        if question.first <= last < question.last:
            named = named_places(places.after(place.code), place, places, last + 1)
            words = {"year": last + 1, "names": named}
            yield (_("%(year)d 年撤，此后见%(names)s") if named else _("%(year)d 年撤")) % words


def named_places(codes: Iterable[str], place: Place, places: Places, year: int) -> str:
    """Return the names of divisions as of a year; one that is called like `place` is told by its code."""
    found = [one for one in map(places.get, codes) if one is not None]
    names = [(one.name_by(year), one.code) for one in found]
    own = place.name_by(year)
    told = [f"{name}（{code}）" if name == own else name for name, code in names]
    listed = _("、").join(told[:_MOST_NAMED])
    return _("%(names)s等") % {"names": listed} if len(told) > _MOST_NAMED else listed
