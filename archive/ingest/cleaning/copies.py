"""Find text that a page prints twice, as when two copies of one report were spliced."""

from archive.ingest.types import Cleaned

_LONG = 30  # characters: shorter lines repeat in any report
_FEWEST = 3
_SHARE = 0.2


def is_spliced(cleaned: Cleaned) -> bool:
    """Whether at least three long paragraphs and a fifth of the text of `cleaned` come again."""
    seen: set[str] = set()
    again: list[int] = []
    total = 0
    for line in cleaned.lines:
        words = "".join(line.folded.split())
        if len(words) < _LONG:
            continue
        total += len(words)
        if words in seen:
            again.append(len(words))
        seen.add(words)
    return len(again) >= _FEWEST and sum(again) >= _SHARE * total
