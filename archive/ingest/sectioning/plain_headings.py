"""Headings without numbers: bulleted ones, and the short lines of a text that numbers nothing.

Everything here reads folded text.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from archive.ingest.sectioning.headings import is_heading_like
from archive.ingest.sectioning.labels import HAN, Label, Rank

_BULLET = re.compile(rf"[◆■●★▲◇□※►▶➢❖]\s*(?=[{HAN}\"<(])")
_LONGEST = 60
_FEWEST = 2
_FEWEST_SET_OFF = 3
_SET_OFF = re.compile(rf"(?P<heading>[{HAN}、]{{2,14}})\s+(?=[^\s].{{20,}}。)")
_BODY = 20  # a heading stands above a paragraph at least so long
_HEADING = range(4, 21)
_NUMBERING = (Rank.TITLED, Rank.BULLET)


def plain_headings(texts: Sequence[str], labels: Sequence[Label | None]) -> dict[int, Label]:
    """Return the indices of lines that are headings without a number, with the label of their kind.

    A bullet counts where two headings have it. The others count only in a text that has no
    numbering at all: short lines that stand above a paragraph and after the end of another, and
    words that a blank sets off from three paragraphs, as in yearbooks.
    """
    bulleted = dict(_bulleted(texts, labels))
    found = {i: Label(Rank.BULLET, 1, width) for i, width in bulleted.items()}
    if any(label is not None and label.rank not in _NUMBERING for label in labels):
        return found
    set_off = {
        i: Label(Rank.PLAIN, 1, match.end())
        for i, text in enumerate(texts)
        if labels[i] is None and i not in found and (match := _SET_OFF.match(text))
    }
    if len(set_off) >= _FEWEST_SET_OFF:
        return found | set_off
    short = [i for i in range(len(texts)) if i not in found and _is_heading(texts, labels, i)]
    if len(short) >= _FEWEST:
        found |= {i: Label(Rank.PLAIN, 1, 0) for i in short}
    return found


def is_bulleted(text: str) -> bool:
    """Whether the line begins with a bullet and is short enough for a heading."""
    return len(text) <= _LONGEST and _BULLET.match(text) is not None


def _bulleted(texts: Sequence[str], labels: Sequence[Label | None]) -> Iterator[tuple[int, int]]:
    marks = {
        i: match
        for i, text in enumerate(texts)
        if labels[i] is None and len(text) <= _LONGEST and (match := _BULLET.match(text))
    }
    times = Counter(texts[i][0] for i in marks)
    for i, match in marks.items():
        if times[texts[i][0]] >= _FEWEST and is_heading_like(texts[i][match.end() :].rstrip("。:")):
            yield i, match.end()


def _is_heading(texts: Sequence[str], labels: Sequence[Label | None], i: int) -> bool:
    """Whether line `i` is short, alone, and stands above a paragraph of sentences."""
    text = texts[i]
    if labels[i] is not None or len(text) not in _HEADING or not is_heading_like(text) or "," in text:
        return False
    above = texts[i - 1].rstrip() if i else "。"
    below = texts[i + 1] if i + 1 < len(texts) else ""
    return above[-1:] in '。!?;:"' and len(below) >= _BODY and "。" in below
