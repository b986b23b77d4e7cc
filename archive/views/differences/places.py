"""The differing places of two texts one after another, as a table tells them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.analysis.differences.compare import Cut
from archive.views.differences.text import Laid


@dataclass
class Place:
    """One place: the words of either side, and where each stands; -1 where a side has none."""

    number: int
    is_move: bool = False
    is_inside: bool = False  # changed inside a moved passage
    left: str = ""
    right: str = ""
    left_at: int = -1
    right_at: int = -1

    @property
    def kind(self) -> str:
        """What happened, in words."""
        if self.is_move:
            return _("移动")
        what = _("改动")
        if not self.left or not self.right:
            what = _("删去") if self.left else _("新增")
        return _("移动并%(what)s") % {"what": what} if self.is_inside else what

    def add(self, cut: Cut, left_at: int, right_at: int) -> None:
        """Add the words of a cut of this place, found at these offsets of the texts."""
        self.is_move = bool(cut.move) and not cut.changed
        self.is_inside = bool(cut.move) and cut.changed
        if cut.left:
            self.left_at = left_at if self.left_at < 0 else self.left_at
            self.left += cut.left
        if cut.right:
            self.right_at = right_at if self.right_at < 0 else self.right_at
            self.right += cut.right


def places_of(cuts: Iterable[Cut]) -> list[Place]:
    """Return the places in their order."""
    places: dict[int, Place] = {}
    a = b = 0
    for cut in cuts:
        if cut.place:
            places.setdefault(cut.place, Place(cut.place)).add(cut, a, b)
        a, b = a + len(cut.left), b + len(cut.right)
    return list(places.values())


def place_cells(place: Place, left: Laid, right: Laid, root: str) -> tuple[object, ...]:
    """Return the cells of a place; `root` is the address of the site, without a slash at its end."""
    return (
        place.number,
        place.kind,
        place.left.strip(),
        place.right.strip(),
        *_where(left, place.left_at, root),
        *_where(right, place.right_at, root),
    )


def _where(laid: Laid, at: int, root: str) -> tuple[str, str]:
    if at < 0:
        return "", ""
    section = laid.section_at(at)
    return section.title if section else "", f"{root}{laid.address_at(at)}"
