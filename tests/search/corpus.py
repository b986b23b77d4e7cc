"""Small made-up corpora in a real index, and a plain scan that says what a query must find.

The scan reads texts character by character and knows nothing of the engine: `search.engine` says what holds.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from haystack import connections

from archive.models import code_prefix
from archive.text.fold import fold
from search.backends.writing.characters import FIELD_GAP
from search.language.ast import (
    SECTION_FIELDS,
    And,
    Field,
    FieldName,
    Near,
    Node,
    Not,
    Or,
    Pattern,
    Start,
    Term,
    leaves,
)
from search.request import Filters, SearchRequest

ALPHANUMERIC = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Part:
    heading: str
    body: str
    role: str = "done"
    topics: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, str]:
        return self.heading, self.body


@dataclass(frozen=True)
class Work:
    """A report of the corpus; `parts` are its sections."""

    title: str
    parts: tuple[Part, ...]
    region: str = "340504"
    year: int = 2022
    kind: str = "summary"
    source: str = "gov"
    issuer: str = ""
    doc_no: str = ""


@dataclass
class Corpus:
    works: list[Work] = field(default_factory=list)

    def write(self) -> None:
        """Make it the whole content of the index."""
        connections["default"].get_backend().rebuild(self.documents())

    def documents(self) -> Iterator[dict[str, object]]:
        for number, work in enumerate(self.works):
            for order, part in enumerate(work.parts):
                yield document(number, work, order, part)

    def scan(self, request: SearchRequest, root: Node | None) -> tuple[set[str], set[str]]:
        """Return the ids of matching reports and `report/anchor` of matching sections."""
        reports: set[str] = set()
        sections: set[str] = set()
        if root is None and request.filters == Filters():
            return reports, sections
        judged, conditions = parted(root)
        for number, work in enumerate(self.works):
            listed, titled = found_in(work, judged, request.unit)
            kept = {part for part in work.parts if passes(work, part, request.filters, conditions)}
            listed &= kept
            if listed or (titled and passes(work, None, request.filters, conditions)):
                reports.add(f"r{number}")
            sections |= {f"r{number}/s{work.parts.index(part)}" for part in listed}
        return reports, sections


def document(number: int, work: Work, order: int, part: Part) -> dict[str, object]:
    return {
        "id": f"archive.section.{number}-{order}",
        "django_ct": "archive.section",
        "django_id": str(number * 100 + order),
        "text": f"{part.heading}\n{part.body}",
        "chars": part.heading + FIELD_GAP + part.body,
        "report": f"r{number}",
        "revision": number,
        "anchor": f"s{order}",
        "order": order,
        "title": work.title,
        "region": work.region,
        "year": work.year,
        "kind": work.kind,
        "source": work.source,
        "role": part.role,
        "topics": list(part.topics),
        "issuer": fold(work.issuer),
        "doc_no": fold(work.doc_no),
    }


def parted(root: Node | None) -> tuple[Node | None, list[Node]]:
    """Part off the conjuncts that have only fields for leaves."""
    conjuncts = [] if root is None else list(root.children) if isinstance(root, And) else [root]
    conditions = [c for c in conjuncts if all(isinstance(leaf, Field) for leaf in leaves(c))]
    rest = [c for c in conjuncts if c not in conditions]
    return (None if not rest else rest[0] if len(rest) == 1 else And(tuple(rest))), conditions


def found_in(work: Work, root: Node | None, unit: str) -> tuple[set[Part], bool]:
    """Return the sections listed, and whether the report is found by its title."""
    if root is None:
        return set(work.parts), False
    if unit == "section":
        listed = {part for part in work.parts if of_section(root, work, part)}
        wanted = any(isinstance(leaf, Term) for leaf in leaves(root, wanted=True))
        return listed, wanted and of_title(root, work)
    return of_report(root, work)[1:]


def of_section(node: Node, work: Work, part: Part) -> bool:
    match node:
        case And(children):
            return all(of_section(child, work, part) for child in children)
        case Or(children):
            return any(of_section(child, work, part) for child in children)
        case Not(child):
            return not of_section(child, work, part)
        case Term():
            return any(written_in(node, text) for text in part.texts)
        case Field():
            return field_of_section(node, work, part)


def of_title(node: Node, work: Work) -> bool:
    match node:
        case And(children):
            return all(of_title(child, work) for child in children)
        case Or(children):
            return any(of_title(child, work) for child in children)
        case Not(child):
            return not of_title(child, work)
        case Term():
            return written_in(node, work.title)
        case Field():
            return node.name not in SECTION_FIELDS and field_of_report(node, work)


def of_report(node: Node, work: Work) -> tuple[bool, set[Part], bool]:
    """Return whether a node holds of a report, the sections it lists and whether it is found by title."""
    every = set(work.parts)
    match node:
        case And(children):
            judged = [of_report(child, work) for child in children]
            if not all(holds for holds, _listed, _titled in judged):
                return False, set(), False
            paired = list(zip(children, judged, strict=True))
            speaking = [listed for child, (_h, listed, _t) in paired if not isinstance(child, (Not, Field))]
            fields = [listed for child, (_h, listed, _t) in paired if isinstance(child, Field)]
            listed = set.union(*speaking) if speaking else set.intersection(every, *fields)
            return True, listed, any(titled for _h, _l, titled in judged)
        case Or(children):
            judged = [one for one in (of_report(child, work) for child in children) if one[0]]
            return (
                bool(judged),
                set().union(*(listed for _h, listed, _t in judged)),
                any(j[2] for j in judged),
            )
        case Not(child):
            holds = not of_report(child, work)[0]
            return holds, every if holds else set(), False
        case Term():
            listed = {part for part in every if of_section(node, work, part)}
            titled = written_in(node, work.title)
            return bool(listed) or titled, listed, titled
        case Field():
            listed = {part for part in every if field_of_section(node, work, part)}
            holds = bool(listed) if node.name in SECTION_FIELDS else field_of_report(node, work)
            return holds, listed, False


def written_in(term: Term, text: str) -> bool:
    typed = occurs(term.pattern, text, term.glyphs)
    return typed or any(occurs(variant.pattern, text) for variant in term.variants)


def occurs(pattern: Pattern, text: str, glyphs: tuple[str, ...] = ()) -> bool:
    folded = fold(text)
    if isinstance(pattern, Near):
        written = glyphs or ("",) * len(pattern.parts)
        places = [starts(folded, text, *pair) for pair in zip(pattern.parts, written, strict=True)]
        return any(
            max(s + len(part) for s, part in zip(chosen, pattern.parts, strict=True)) - min(chosen)
            <= pattern.span
            for chosen in itertools.product(*places)
        )
    found = starts(folded, text, pattern.folded, glyphs[0] if glyphs else "")
    if isinstance(pattern, Start):
        found = [start for start in found if start == 0 or folded[start - 1] not in ALPHANUMERIC]
    return bool(found)


def starts(folded: str, text: str, part: str, written: str) -> list[int]:
    return [
        start
        for start in range(len(folded) - len(part) + 1)
        if folded[start : start + len(part)] == part
        and (not written or text[start : start + len(part)] == written)
    ]


def field_of_section(condition: Field, work: Work, part: Part) -> bool:
    match condition.name:
        case FieldName.HEADING:
            return any(value in fold(part.heading) for value in condition.values)
        case FieldName.ROLE:
            return part.role in condition.values
        case FieldName.TOPIC:
            return bool(set(part.topics) & set(condition.values))
        case _:
            return field_of_report(condition, work)


def field_of_report(condition: Field, work: Work) -> bool:
    texts = {
        FieldName.TITLE: work.title,
        FieldName.ISSUER: work.issuer,
        FieldName.DOC_NO: work.doc_no,
    }
    match condition.name:
        case FieldName.REGION:
            return code_prefix(work.region).startswith(condition.values) if condition.values else False
        case FieldName.YEAR:
            return any(in_years(work.year, *value.split("-")) for value in condition.values)
        case FieldName.KIND:
            return work.kind in condition.values
        case FieldName.SOURCE:
            return work.source in condition.values
        case name:
            return any(value in fold(texts[name]) for value in condition.values)


def in_years(year: int, first: str, last: str) -> bool:
    return bool(year) and (not first or int(first) <= year) and (not last or year <= int(last))


def passes(work: Work, part: Part | None, filters: Filters, conditions: list[Node]) -> bool:
    """Whether a section, or a title (None), passes every filter; of a title no section field holds."""
    if part is None and (filters.roles or filters.topics):
        return False
    fields = [leaf for condition in conditions for leaf in leaves(condition) if isinstance(leaf, Field)]
    if part is None and any(leaf.name in SECTION_FIELDS for leaf in fields):
        return False
    section = part or work.parts[0]
    return (
        report_passes(work, filters)
        and (part is None or section_passes(part, filters))
        and all(of_section(condition, work, section) for condition in conditions)
    )


def report_passes(work: Work, filters: Filters) -> bool:
    prefixes = tuple(code_prefix(code) for code in filters.regions)
    years = [
        (first is None or first <= work.year) and (last is None or work.year <= last)
        for first, last in filters.years
    ]
    return (
        (not prefixes or code_prefix(work.region).startswith(prefixes))
        and (not years or (bool(work.year) and any(years)))
        and (not filters.kinds or work.kind in filters.kinds)
        and (not filters.sources or work.source in filters.sources)
    )


def section_passes(part: Part, filters: Filters) -> bool:
    topical = not filters.topics or bool(set(filters.topics) & set(part.topics))
    return topical and (not filters.roles or part.role in filters.roles)
