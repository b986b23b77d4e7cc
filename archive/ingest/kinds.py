"""What kind of document a title announces."""

import re
from collections.abc import Mapping, Sequence

OTHER = "other"
SUMMARY, PLAN, SUMMARY_PLAN = "summary", "plan", "summary_plan"


def kind_of(
    title: str, headings: Sequence[str], kinds: Mapping[str, Sequence[str]]
) -> tuple[str, tuple[int, int] | None]:
    """Return the kind and the range of the folded title that told it (None: the headings).

    The patterns are tried in the order of the lexicon. A title that promises only a summary
    while a first-level heading plans the coming year makes a summary with a plan.
    """
    kind, found = _by_title(title, kinds)
    if kind == SUMMARY and any(_matches(heading, kinds, PLAN) for heading in headings):
        return SUMMARY_PLAN, None
    return kind, found


def _by_title(title: str, kinds: Mapping[str, Sequence[str]]) -> tuple[str, tuple[int, int] | None]:
    for kind, patterns in kinds.items():
        for pattern in patterns:
            match = re.search(pattern, title)
            if match:
                return kind, match.span()
    return OTHER, None


def _matches(text: str, kinds: Mapping[str, Sequence[str]], kind: str) -> bool:
    return any(re.search(pattern, text) for pattern in kinds.get(kind, ()))
