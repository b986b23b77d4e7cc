"""The address of a comparison: read with every wrong part named, written in one canonical order."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicons
from archive.models import Report
from archive.services.pairings import PairEnd, Verdict
from archive.views.holdings import listed_reports

MOST = 4
MOST_VERDICTS = 100
# Parts of a report: role group -> name. An overview belongs to what was done.
PARTS = {
    "done": gettext_lazy("总结"),
    "problem": gettext_lazy("问题"),
    "plan": gettext_lazy("计划"),
    "suggestion": gettext_lazy("建议"),
}
_END = r"[0-9]{6}-(?:[0-9]{4}|nd)-[0-9a-z]+\.s[0-9]{1,9}x?"
_MOST_TOLD = 8  # sentences of a kind
_SHOWN = 40  # characters quoted of what could not be read


@dataclass(frozen=True)
class Asked:
    """What an address asks for: reports in order, the part and topic to narrow to (empty for all), verdicts.

    `verdicts` are the pairs made or undone by hand, each pair of sections once, in canonical order.
    """

    ids: tuple[str, ...]
    part: str = ""
    topic: str = ""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Return the parameters in canonical order; what is empty is left out."""
        narrowed = [(key, value) for key, value in (("role", self.part), ("topic", self.topic)) if value]
        by_hand = [("apart" if one.apart else "pair", "~".join(map(str, one.ends))) for one in self.verdicts]
        return (
            [("r", one) for one in self.ids] + narrowed + sorted(by_hand, key=lambda pair: pair[0] == "apart")
        )

    @property
    def query(self) -> str:
        """Return the query string in canonical form."""
        return urlencode(self.parameters)

    def address(self, name: str = "compare", **more: str) -> str:
        """Return the address of this comparison, or of another page about it."""
        query = urlencode([*self.parameters, *more.items()])
        return f"{reverse(name)}?{query}" if query else reverse(name)

    def narrowed(self, part: str, topic: str) -> "Asked":
        """Return the same comparison narrowed otherwise."""
        return replace(self, part=part, topic=topic)

    def without(self, public_id: str) -> "Asked":
        """Return the comparison without a report and the verdicts about it."""
        kept = (one for one in self.verdicts if public_id not in {end.public_id for end in one.ends})
        return replace(self, ids=tuple(one for one in self.ids if one != public_id), verdicts=tuple(kept))

    def judged(self, verdicts: Iterable[Verdict]) -> "Asked":
        """Return the comparison with these verdicts instead of its own."""
        return replace(self, verdicts=canonical(verdicts))


@dataclass(frozen=True)
class Reading:
    """An address as read: what it asks for, the reports found, and a sentence for every part not taken."""

    asked: Asked
    reports: tuple[Report, ...]
    complaints: tuple[str, ...]


def compare_address(ids: Sequence[str], **others: str) -> str:
    """Return the address comparing these reports in this order; empty parameters are left out."""
    return Asked(tuple(ids)).address(**{key: value for key, value in others.items() if value})


def canonical(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """Return verdicts in canonical order, each pair of sections once; a later one replaces an earlier."""
    by_ends = {verdict.ends: Verdict(*verdict.ends, verdict.apart) for verdict in verdicts}
    return tuple(by_ends[ends] for ends in sorted(by_ends))


def read_address(query: QueryDict) -> Reading:
    """Read `r`, `role`, `topic`, `pair` and `apart`; only published reports are taken, four at most."""
    reports, complaints = _reports(query.getlist("r"))
    part, topic, narrowing = _narrowing(query)
    ids = tuple(report.public_id for report in reports)
    verdicts, by_hand = _verdicts(query, ids)
    asked = Asked(ids, part, topic, verdicts)
    return Reading(asked, reports, (*few(complaints), *narrowing, *few(by_hand)))


def read_end(typed: str) -> PairEnd | None:
    """Return the section written `id.anchor`, or None where nothing can be read."""
    if not re.fullmatch(_END, typed):
        return None
    public_id, _dot, anchor = typed.partition(".")
    return PairEnd(public_id, anchor)


def _reports(typed: Sequence[str]) -> tuple[tuple[Report, ...], list[str]]:
    named = [one.strip() for one in typed if one.strip()]
    ids = list(dict.fromkeys(named))
    complaints = [_("同一份报告只列一次。")] if len(named) > len(ids) else []
    # Databases do not take every character.
    known = [one for one in ids if one.isprintable()]
    held = {report.public_id: report for report in listed_reports().filter(public_id__in=known)}
    complaints += _unavailable([one for one in ids if one not in held])
    found = [held[one] for one in ids if one in held]
    if len(found) > MOST:
        left = "、".join(f"《{report.title or report.public_id}》" for report in found[MOST:])
        sentence = _("最多并排 %(most)d 份，只列出前 %(most)d 份，没有列出：%(left)s。")
        complaints.append(sentence % {"most": MOST, "left": left})
    return tuple(found[:MOST]), complaints


def printable(typed: str) -> str:
    """Return the beginning of what was typed, with signs for what would not be seen."""
    return "".join(char if char.isprintable() else "�" for char in typed[:_SHOWN])


def few(complaints: Sequence[str]) -> list[str]:
    """Return the first of many sentences of a kind, and how many more there are."""
    if len(complaints) <= _MOST_TOLD:
        return list(complaints)
    rest = _("另有 %(count)d 处也没有采用。") % {"count": len(complaints) - _MOST_TOLD}
    return [*complaints[:_MOST_TOLD], rest]


def _unavailable(ids: Sequence[str]) -> list[str]:
    if not ids:
        return []
    known = [one for one in ids if one.isprintable()]
    titles = dict(Report.objects.filter(public_id__in=known).values_list("public_id", "title"))
    gone, unknown = _("《%(title)s》（%(id)s）已撤下，不能对比。"), _("没有编号为“%(id)s”的报告。")
    return [
        (gone if one in titles else unknown) % {"title": titles.get(one), "id": printable(one)} for one in ids
    ]


def _narrowing(query: QueryDict) -> tuple[str, str, list[str]]:
    part, topic, complaints = query.get("role", ""), query.get("topic", ""), []
    if part and part not in PARTS:
        complaints.append(_("没有名为“%(value)s”的章节角色，已忽略这项。") % {"value": part[:20]})
        part = ""
    if topic and topic not in lexicons.topic_labels():
        complaints.append(_("没有名为“%(value)s”的主题，已忽略这项。") % {"value": topic[:20]})
        topic = ""
    return part, topic, complaints


def _verdicts(query: QueryDict, ids: Sequence[str]) -> tuple[tuple[Verdict, ...], list[str]]:
    """Return the verdicts that can be read; whether their sections exist is known to who reads the texts."""
    typed = [(one, apart) for key, apart in (("apart", True), ("pair", False)) for one in query.getlist(key)]
    found, complaints = [], []
    for one, apart in typed[:MOST_VERDICTS]:
        verdict = _verdict(one.strip(), apart=apart)
        sentence = _complaint(verdict, ids) if verdict else _("写法应为“编号.章节~编号.章节”")
        if verdict and not sentence:
            found.append(verdict)
        else:
            words = {"typed": one[: 2 * _SHOWN], "why": sentence}
            complaints.append(_("已忽略人工配对“%(typed)s”：%(why)s。") % words)
    if len(typed) > MOST_VERDICTS:
        complaints.append(_("人工配对最多 %(most)d 处，其余的已忽略。") % {"most": MOST_VERDICTS})
    verdicts = canonical(found)
    if len({(one.ends, one.apart) for one in found}) > len(verdicts):
        complaints.append(_("同样两个章节既要求配对又要求不配对，按配对处理。"))
    return verdicts, complaints


def _verdict(typed: str, *, apart: bool) -> Verdict | None:
    one, _mark, other = typed.partition("~")
    left, right = read_end(one), read_end(other)
    return Verdict(left, right, apart) if left and right else None


def _complaint(verdict: Verdict, ids: Sequence[str]) -> str:
    if verdict.one.public_id == verdict.other.public_id:
        return _("两个章节在同一份报告里")
    if not {end.public_id for end in verdict.ends} <= set(ids):
        return _("所指的报告不在这次对比之中")
    return ""
