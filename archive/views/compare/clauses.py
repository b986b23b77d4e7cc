"""The words around a number, where the amount and its qualifier say too little by themselves."""

import re
from collections.abc import Iterable, Mapping

from archive.models import Figure, Revision
from archive.text.fold import fold
from archive.views.figure_cells import sentence_of

_BOUND = re.compile(r"[,;:。!?、\n]")  # as folded
_ROOM = 18  # characters shown on each side of the number


def clauses(figures: Iterable[Figure]) -> Mapping[int, str]:
    """Return the clause each number stands in, by primary key, in one query; without figures, in none.

    What was cut is shown as …. A number that is all of its clause, as in a table, has none.
    """
    by_key = {figure.pk: figure for figure in figures}
    if not by_key:
        return {}
    # Cutting the sentences out in the database would read a whole text for each of them.
    revisions = Revision.objects.filter(pk__in={figure.revision_id for figure in by_key.values()})
    texts = dict(revisions.values_list("pk", "text"))
    found = {
        key: clause_of(figure, sentence_of(texts[figure.revision_id], figure))
        for key, figure in by_key.items()
    }
    return {key: clause for key, clause in found.items() if clause != by_key[key].quoted.strip()}


def clause_of(figure: Figure, sentence: str) -> str:
    """Return the clause that holds the number; `sentence` is the text from the figure's sentence_start on."""
    at = figure.start - figure.sentence_start
    before, after = sentence[: max(at, 0)], sentence[at + len(figure.quoted) :]
    bounds = [match.end() for match in _BOUND.finditer(fold(before))]
    end = _BOUND.search(fold(after))
    head, tail = before[bounds[-1] if bounds else 0 :], after[: end.start() if end else len(after)]
    left = f"…{head[-_ROOM:]}" if len(head) > _ROOM else head
    right = f"{tail[:_ROOM]}…" if len(tail) > _ROOM else tail
    return f"{left}{figure.quoted}{right}".strip()
