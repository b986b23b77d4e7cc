"""Which two texts are to be put word against word: `r`, `sections` and the switches of the address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import Report, Revision, Section
from archive.views.compare.address import printable
from archive.views.holdings import listed_reports

SIDES = 2
LAYOUTS = ("", "split", "unified")
SWITCHES = ("strict", "only", "force")

_NAMED = re.compile(r"(?P<id>[0-9]{6}-(?:[0-9]{4}|nd)-[0-9a-z]{1,12})(?:\.v(?P<number>[0-9]{1,9}))?\Z")
_ANCHORS = re.compile(r"(?P<left>s[0-9]{1,9}x?)~(?P<right>s[0-9]{1,9}x?)\Z")
_SHOWN = 40  # characters of a wrong value repeated to the reader
_MOST_TOLD = 8  # texts that cannot be had are looked for


@dataclass(frozen=True)
class Side:
    """One text: a revision of a report, and the sections of it to be compared, in reading order.

    `name` is how the address names it: the report's id, with `.v<number>` for one revision of it.
    """

    name: str
    report: Report
    revision: Revision
    sections: tuple[Section, ...]

    @property
    def year(self) -> str:
        """Return the year as shown."""
        return str(self.report.shelf_year or _("年份未详"))

    @property
    def place(self) -> str:
        """Return the division as shown."""
        return self.report.region.name if self.report.region else _("地区未详")

    @property
    def label(self) -> str:
        """Return place, year and version as written in titles."""
        version = _("第 %(number)d 版") % {"number": self.revision.number}
        return f"{self.place} {self.year} {version}"

    @property
    def url(self) -> str:
        """Return the address of this text."""
        if self.revision.pk == self.report.current_revision_id:
            return self.report.get_absolute_url()
        return reverse("revision", args=[self.report.public_id, self.revision.number])


@dataclass(frozen=True)
class Choice:
    """What the address asks for: two sides or fewer, the switches, and what could not be taken."""

    sides: tuple[Side, ...]
    anchors: str
    layout: str
    switches: frozenset[str]
    complaints: tuple[str, ...]

    def query(self, **changes: str) -> str:
        """Return the query string of this comparison with `changes`; empty parameters are left out."""
        kept = {"sections": self.anchors, "layout": self.layout}
        kept |= {switch: "1" for switch in SWITCHES if switch in self.switches}
        pairs = [("mode", "diff"), *(("r", side.name) for side in self.sides)]
        pairs += [(key, value) for key, value in (kept | changes).items() if value]
        return urlencode(pairs, safe="~")

    def address(self, **changes: str) -> str:
        """Return the address of the page showing `query`."""
        return f"{reverse('compare')}?{self.query(**changes)}"

    @property
    def csv_address(self) -> str:
        """Return the address of the table of what differs."""
        return f"{reverse('differences_csv')}?{self.query()}"

    @property
    def forced_address(self) -> str:
        """Return the address that shows texts with little in common all the same."""
        return self.address(force="1")

    @property
    def swapped_address(self) -> str:
        """Return the address with the sides swapped."""
        anchors = "~".join(reversed(self.anchors.split("~"))) if self.anchors else ""
        return replace(self, sides=self.sides[::-1], anchors=anchors).address()

    @property
    def whole_address(self) -> str:
        """Return the address comparing the whole texts."""
        return self.address(sections="")

    @property
    def layouts(self) -> list[tuple[str, str, bool]]:
        """Return name, address and whether current of the ways to lay out the page."""
        names = {"": _("随屏幕"), "split": _("左右并排"), "unified": _("合在一起")}
        return [(name, self.address(layout=code), code == self.layout) for code, name in names.items()]

    @property
    def scripts(self) -> list[tuple[str, str, bool]]:
        """Return name, address and whether current of comparing words or every character."""
        strict = "strict" in self.switches
        return [
            (_("只比字词"), self.address(strict=""), not strict),
            (_("严格字形"), self.address(strict="1"), strict),
        ]

    @property
    def extents(self) -> list[tuple[str, str, bool]]:
        """Return name, address and whether current of showing all or only what changed."""
        only = "only" in self.switches
        return [
            (_("全文"), self.address(only=""), not only),
            (_("只看不同"), self.address(only="1"), only),
        ]

    @property
    def topics_address(self) -> str:
        """Return the address of these reports put side by side by topic."""
        ids = dict.fromkeys(side.report.public_id for side in self.sides)
        return f"{reverse('compare')}?{urlencode([('r', one) for one in ids])}"


def difference_address(left: str, right: str) -> str:
    """Return the address putting two texts word against word; each is named as in `Side.name`."""
    return f"{reverse('compare')}?{urlencode([('mode', 'diff'), ('r', left), ('r', right)])}"


def read_choice(query: QueryDict) -> Choice:
    """Read what is asked for; whatever cannot be had is named in a sentence and left out."""
    complaints: list[str] = []
    sides = _sides(query.getlist("r"), complaints)
    anchors = _anchors(query.get("sections", "").strip(), sides, complaints)
    if anchors:
        sides = [_narrowed(side, anchor) for side, anchor in zip(sides, anchors.split("~"), strict=True)]
    layout = query.get("layout", "")
    if layout not in LAYOUTS:
        complaints.append(_("没有名为“%(value)s”的排法，已按屏幕宽窄安排。") % {"value": layout[:_SHOWN]})
        layout = ""
    switches = frozenset(switch for switch in SWITCHES if query.get(switch) == "1")
    return Choice(tuple(sides), anchors, layout, switches, tuple(complaints))


def _sides(typed: Sequence[str], complaints: list[str]) -> list[Side]:
    names = [one.strip() for one in typed if one.strip()]
    sides: list[Side] = []
    while names and len(sides) < SIDES and len(complaints) < _MOST_TOLD:
        found = _side(names.pop(0))
        if isinstance(found, str):
            complaints.append(found)
        else:
            sides.append(found)
    if names and len(sides) < SIDES:
        complaints.append(_("另有 %(count)d 处也没有采用。") % {"count": len(names)})
    elif names:
        sentence = _("逐字对照一次只能放两份，取了前两份，没有列出：%(left)s。")
        complaints.append(sentence % {"left": _left_out(names)})
    return sides


def _left_out(names: Sequence[str]) -> str:
    """Name the texts there was no room for: by title where they are held, the first of many."""
    shown = [printable(one) for one in names[:_MOST_TOLD]]
    ids = [one.partition(".")[0] for one in shown]
    titles = dict(Report.objects.published().filter(public_id__in=ids).values_list("public_id", "title"))
    named = [
        f"《{titles[one]}》" if titles.get(one) else f"“{name}”" for one, name in zip(ids, shown, strict=True)
    ]
    told = "、".join(named)
    if len(names) <= _MOST_TOLD:
        return told
    return _("%(named)s等 %(count)d 份") % {"named": told, "count": len(names)}


def _side(name: str) -> Side | str:
    """Return the side named, or the sentence why it cannot be had."""
    named = _NAMED.match(name)
    if named is None:
        sentence = _("看不懂“%(name)s”：请写报告编号，或编号加版本，例如 340504-2022-7f3a.v2。")
        return sentence % {"name": printable(name)}
    report = listed_reports().filter(public_id=named["id"]).first()
    if report is None:
        return _unavailable(named["id"])
    revision = report.current_revision
    if named["number"]:
        revision = report.revisions.readable().filter(number=int(named["number"])).first()
    if revision is None:
        return _("《%(title)s》（%(id)s）没有第 %(number)s 版。") % {
            "title": report.title,
            "id": report.public_id,
            "number": named["number"] or "1",
        }
    return Side(name, report, revision, tuple(revision.sections.all()))


def _unavailable(public_id: str) -> str:
    withdrawn = Report.objects.filter(public_id=public_id).first()
    if withdrawn is None:
        return _("没有编号为“%(id)s”的报告。") % {"id": public_id}
    return _("《%(title)s》（%(id)s）已撤下，不能对照。") % {"title": withdrawn.title, "id": public_id}


def _anchors(typed: str, sides: Sequence[Side], complaints: list[str]) -> str:
    """Return the two anchors joined as in the address; empty when not asked for or not there."""
    if not typed or len(sides) < SIDES:
        return ""
    named = _ANCHORS.match(typed)
    if named is None:
        sentence = _("看不懂章节“%(value)s”：请写成 s120~s480 的样子。现在对照全文。")
        complaints.append(sentence % {"value": typed[:_SHOWN]})
        return ""
    for side, anchor in zip(sides, named.groups(), strict=True):
        if all(one.anchor != anchor for one in side.sections):
            sentence = _("《%(title)s》里没有章节“%(anchor)s”，现在对照全文。")
            complaints.append(sentence % {"title": side.report.title, "anchor": anchor})
            return ""
    return typed


def _narrowed(side: Side, anchor: str) -> Side:
    """Return the side with that section and what stands below it alone."""
    inside: set[int] = set()
    kept = []
    for one in side.sections:
        if one.parent_id in inside or (not inside and one.anchor == anchor):
            inside.add(one.pk)
            kept.append(one)
    return Side(side.name, side.report, side.revision, tuple(kept))
