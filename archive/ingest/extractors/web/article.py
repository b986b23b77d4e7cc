"""Which lines of a page are its article, its title and what is said of it; the rest is furniture."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lxml import html

from archive.ingest.extractors.web.chrome import is_furniture, is_known_container
from archive.ingest.extractors.web.lines import Page, PageLine
from archive.ingest.sectioning.labels import Rank, match_label
from archive.text.fold import fold

_PUNCTUATION = re.compile("[，。；：！？,;:、]")
_DAY = re.compile(
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二一][〇○零一二三四五六七八九]{3}年.{1,3}月.{1,3}日)"
)
_LONGEST_SIGNATURE = 5  # lines
_SHORTEST_PROSE = 12
_LABEL_WORTH = 6
_TABLE_WORTH = 0.3
_PLAIN = 0.3  # a sentence may hold so much link
_MAIN_SHARE = 0.5  # of the prose, where the labels show that nothing is lost
_BLIND_SHARE = 0.8  # where there are no labels to show it
_GUARD = 0.5  # what holds so much of the prose is no furniture, and no article holds less
_FEWEST_LABELS = 2
_RANKS = (Rank.PART, Rank.CHAPTER_SECTION, Rank.FORMAL, Rank.FIRST, Rank.BRACKETED)


@dataclass(frozen=True)
class Weighed:
    """A page whose lines have been weighed as prose; furniture weighs nothing."""

    page: Page
    furniture: frozenset[int]  # numbers of the lines inside furniture
    weights: tuple[float, ...]
    labels: tuple[bool, ...]

    @cached_property
    def _weight_sums(self) -> list[float]:
        return list(accumulate(self.weights, initial=0.0))

    @cached_property
    def _label_sums(self) -> list[int]:
        return list(accumulate(self.labels, initial=0))

    def prose(self, lines: range) -> float:
        """Return the weight of a range of lines."""
        return self._weight_sums[lines.stop] - self._weight_sums[lines.start]

    def labelled(self, lines: range) -> int:
        """Return how many lines of a range begin with a number."""
        return self._label_sums[lines.stop] - self._label_sums[lines.start]


def weigh(page: Page) -> Weighed:
    """Weigh the lines of `page`: sentences and numbered lines are prose, links and short lines are not."""
    folded = [fold(line.text) for line in page.lines]
    labels = [_is_labelled(line, text) for line, text in zip(page.lines, folded, strict=True)]
    weights = [_weight(line, labelled=label) for line, label in zip(page.lines, labels, strict=True)]
    plain = Weighed(page, frozenset(), tuple(weights), tuple(labels))
    aside = frozenset(_furniture_lines(plain))
    return Weighed(
        page,
        aside,
        tuple(0.0 if at in aside else weight for at, weight in enumerate(weights)),
        tuple(label and at not in aside for at, label in enumerate(labels)),
    )


def _is_labelled(line: PageLine, folded: str) -> bool:
    label = match_label(folded)
    return label is not None and label.rank in _RANKS and line.linked * 2 <= line.ink


def _weight(line: PageLine, *, labelled: bool) -> float:
    if line.linked > _PLAIN * line.ink:
        return 0.0
    if line.table is not None:
        return line.ink * _TABLE_WORTH
    if line.ink >= _SHORTEST_PROSE and _PUNCTUATION.search(line.text):
        return line.ink
    return _LABEL_WORTH if labelled else 0.0


def _furniture_lines(weighed: Weighed) -> Iterator[int]:
    """Yield the lines of elements named as furniture, unless the article or a numbered line is inside."""
    everything = range(len(weighed.page.lines))
    prose = weighed.prose(everything)
    for element, lines in weighed.page.ranges.items():
        is_light = not weighed.labelled(lines) and weighed.prose(lines) <= _GUARD * prose
        if lines and is_light and is_furniture(element) and not _is_signature(weighed.page, lines):
            yield from lines


def _is_signature(page: Page, lines: range) -> bool:
    """Whether a box, perhaps called the article's footer, holds who signed and the day."""
    within = page.lines[lines.start : lines.stop]
    if len(within) > _LONGEST_SIGNATURE or any(line.linked for line in within):
        return False
    return any(_DAY.fullmatch("".join(fold(line.text).split())) for line in within)


def article_lines(weighed: Weighed) -> range:
    """Return the lines of the innermost element that holds the article.

    Going down from the page, a child is entered as long as it holds nearly all the prose, or most of it
    with every numbered line: an element that loses `一、` loses part of the report. A container known by
    its name is kept whole.
    """
    children = _children(weighed.page)
    element, lines = _outermost(weighed.page)
    known = None
    while True:
        known = lines if is_known_container(element) else known
        inner = max(children.get(element, ()), key=lambda pair: weighed.prose(pair[1]), default=None)
        if inner is None or not _holds_the_article(weighed, inner[1], lines):
            return known or _known_inside(weighed, lines)
        element, lines = inner


def _children(page: Page) -> dict[html.HtmlElement, list[tuple[html.HtmlElement, range]]]:
    children: dict[html.HtmlElement, list[tuple[html.HtmlElement, range]]] = {}
    for element, lines in page.ranges.items():
        parent = element.getparent()
        if parent is not None and element.tag not in ("p", "li", "h1", "h2", "h3", "dd", "dt"):
            children.setdefault(parent, []).append((element, lines))
    return children


def _outermost(page: Page) -> tuple[html.HtmlElement, range]:
    return max(page.ranges.items(), key=lambda pair: len(pair[1]))


def _holds_the_article(weighed: Weighed, inner: range, outer: range) -> bool:
    prose, labels = weighed.prose(outer), weighed.labelled(outer)
    if weighed.prose(inner) < _GUARD * weighed.prose(range(len(weighed.page.lines))):
        return False
    if labels >= _FEWEST_LABELS:
        return weighed.labelled(inner) == labels and weighed.prose(inner) >= _MAIN_SHARE * prose
    return weighed.prose(inner) >= _BLIND_SHARE * prose


def _known_inside(weighed: Weighed, outer: range) -> range:
    """Return the lines of the container, known by its name, that holds the article; else `outer`."""
    inside = [
        lines
        for element, lines in weighed.page.ranges.items()
        if outer.start <= lines.start and lines.stop <= outer.stop and is_known_container(element)
    ]
    best = max(inside, key=weighed.prose, default=outer)
    every = weighed.labelled(best) == weighed.labelled(outer) >= _FEWEST_LABELS
    return best if every or weighed.prose(best) >= _GUARD * weighed.prose(outer) else outer
