"""What a query holds of: the tree of a query judged over sections or over reports (see `search.engine`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

import numpy as np
from numpy.typing import NDArray

from search.backends.execution.columns import Columns
from search.backends.execution.corpus import Corpus
from search.backends.execution.hits import Hits
from search.backends.execution.selection import documents_with, reports_with
from search.backends.execution.values import Mask
from search.language.ast import SECTION_FIELDS, And, Field, Leaf, Node, Not, Or, Term, leaves


@dataclass(frozen=True)
class Verdict:
    """What a query found before filters: listed documents, ascending, and reports found by their title."""

    documents: NDArray[np.int32]
    titled: Mask


@dataclass(frozen=True)
class _Held:
    """A node over reports: which it holds of, the documents it lists there, and reports it found by title."""

    reports: Mask
    documents: Mask
    titled: Mask


def divided(root: Node | None) -> tuple[Node | None, tuple[Node, ...]]:
    """Part a tree into what is judged and the conditions that only filter."""
    conjuncts = root.children if isinstance(root, And) else (root,) if root is not None else ()
    filters = tuple(child for child in conjuncts if all(isinstance(leaf, Field) for leaf in leaves(child)))
    judged = tuple(child for child in conjuncts if child not in filters)
    if not judged:
        return None, filters
    return (judged[0] if len(judged) == 1 else And(judged)), filters


class Judge:
    """Judges trees over one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._columns: Columns = corpus.columns
        self._masks: dict[Term, Mask] = {}

    def over_sections(self, node: Node | None) -> Verdict:
        """Judge every section for itself, and every title for itself."""
        if node is None:
            return Verdict(self._everything, self._no_report)
        if isinstance(node, Term):
            documents = self._union(node)
        else:
            documents = np.flatnonzero(self.sections(node) & self._alive).astype(np.int32)
        wanted = any(isinstance(leaf, Term) for leaf in leaves(node, wanted=True))
        return Verdict(documents, self._titles(node) & self._columns.held if wanted else self._no_report)

    def over_reports(self, node: Node | None) -> Verdict:
        """Judge whole reports, and list the sections that speak for it."""
        if node is None:
            return Verdict(self._everything, self._no_report)
        if isinstance(node, Term):
            return Verdict(self._union(node), self._corpus.titled(node) & self._columns.held)
        held = self._held(node)
        found = np.flatnonzero(held.documents & self._alive).astype(np.int32)
        return Verdict(found, held.titled & held.reports & self._columns.held)

    def answering(self, node: Node) -> Mask:
        """Return which documents answer a tree whole, what the title of the report says taken as said.

        Of 昆山 职业病, the section on 职业病 of a report that has 昆山 in its title.
        """
        match node:
            case Term():
                found = self._mask(node) | self._corpus.in_titled(node)
            case And(children):
                found = reduce(and_, map(self.answering, children))
            case Or(children):
                found = reduce(or_, map(self.answering, children))
            case _:
                found = self.sections(node)
        return found

    def sections(self, node: Node) -> Mask:
        """Return which documents a tree holds of, each judged for itself; deleted ones may be among them."""
        match node:
            case Term():
                found = self._mask(node)
            case Field():
                found = documents_with(self._corpus, node)
            case Not(child):
                found = ~self.sections(child)
            case And(children):
                found = reduce(and_, map(self.sections, children))
            case _:
                found = reduce(or_, map(self.sections, node.children))
        return found

    def _titles(self, node: Node) -> Mask:
        match node:
            case Term():
                found = self._corpus.titled(node)
            case Field(name=name) if name in SECTION_FIELDS:
                found = self._no_report
            case Field():
                found = reports_with(self._corpus, node)
            case Not(child):
                found = ~self._titles(child)
            case And(children):
                found = reduce(and_, map(self._titles, children))
            case _:
                found = reduce(or_, map(self._titles, node.children))
        return found

    def _held(self, node: Node) -> _Held:
        match node:
            case And(children):
                return self._all_of(children)
            case Or(children):
                return self._any_of(children)
            case Not(child):
                reports = ~self._held(child).reports
                return _Held(reports, self._columns.documents_of(reports), self._no_report)
            case leaf:
                return self._leaf(leaf)

    def _leaf(self, leaf: Leaf) -> _Held:
        if isinstance(leaf, Term):
            titled = self._corpus.titled(leaf)
            reports = titled.copy()
            for hits in self._hits(leaf):
                reports[self._columns.report_of[hits.documents]] = True
            return _Held(reports, self._mask(leaf), titled)
        documents = documents_with(self._corpus, leaf)
        if leaf.name not in SECTION_FIELDS:
            return _Held(reports_with(self._corpus, leaf), documents, self._no_report)
        reports = self._no_report.copy()
        reports[self._columns.report_of[documents & self._alive]] = True
        return _Held(reports, documents, self._no_report)

    def _all_of(self, children: Sequence[Node]) -> _Held:
        held = [self._held(child) for child in children]
        reports = reduce(and_, (one.reports for one in held))
        documents = self._spoken(children, held)
        titled = reduce(or_, (one.titled for one in held))
        return _Held(reports, documents & self._columns.documents_of(reports), titled & reports)

    def _spoken(self, children: Sequence[Node], held: Sequence[_Held]) -> Mask:
        """Return what an `And` lists: terms and clauses speak for it, else its fields."""
        paired = list(zip(children, held, strict=True))
        speaking = [one.documents for child, one in paired if not isinstance(child, Not | Field)]
        if speaking:
            return reduce(or_, speaking)
        fields = [one.documents for child, one in paired if isinstance(child, Field)]
        return reduce(and_, fields or [one.documents for one in held])

    def _any_of(self, children: Sequence[Node]) -> _Held:
        held = [self._held(child) for child in children]
        reports = reduce(or_, (one.reports for one in held))
        # A child lists only within the reports it holds of; leaves hold wherever they list.
        documents = reduce(or_, (one.documents for one in held))
        return _Held(reports, documents, reduce(or_, (one.titled & one.reports for one in held)))

    def _hits(self, term: Term) -> list[Hits]:
        return [hits for _weight, hits in self._corpus.readings(term)]

    def _mask(self, term: Term) -> Mask:
        if term not in self._masks:
            mask = np.zeros(self._columns.size, dtype=np.bool_)
            for hits in self._hits(term):
                mask[hits.documents] = True
            self._masks[term] = mask
        return self._masks[term]

    def _union(self, term: Term) -> NDArray[np.int32]:
        hits = self._hits(term)
        if len(hits) == 1:
            return hits[0].documents
        return np.flatnonzero(self._mask(term)).astype(np.int32)

    @cached_property
    def _alive(self) -> Mask:
        live = self._columns.live
        return np.ones(self._columns.size, dtype=np.bool_) if live is None else live

    @cached_property
    def _everything(self) -> NDArray[np.int32]:
        return np.flatnonzero(self._alive).astype(np.int32)

    @cached_property
    def _no_report(self) -> Mask:
        return np.zeros(len(self._columns.reports), dtype=np.bool_)
