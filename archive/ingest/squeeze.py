"""Close up letter-spaced lines: 青 禾 县 卫 生 健 康 局 is one word."""

import re

from archive.ingest.reading import Reading

_HAN_PAIR = re.compile(r"(?<=[一-龥])(?=( *)[一-龥])")
_SPACE = re.compile(r"(?<=[一-龥\d]) +(?=[一-龥\d])|^[\s\ufeff\u200b]+|[\s\u200b]+$")
_SPACED_SHARE = 0.4
_LEAST_PAIRS = 2


def is_letter_spaced(folded: str) -> bool:
    """Tell whether many of the characters of a folded line stand apart."""
    gaps = [bool(pair[1]) for pair in _HAN_PAIR.finditer(folded)]
    return len(gaps) >= _LEAST_PAIRS and sum(gaps) >= _SPACED_SHARE * len(gaps)


def squeezed(line: Reading) -> Reading:
    """Return the line without the spaces between its letters; other lines are returned as they are."""
    if not is_letter_spaced(line.folded):
        return line
    dropped = {at for space in _SPACE.finditer(line.folded) for at in range(*space.span())}
    kept = [at for at in range(len(line.folded)) if at not in dropped]
    return Reading(
        "".join(line.shown[at] for at in kept),
        "".join(line.folded[at] for at in kept),
        tuple(line.origins[at] for at in kept),
    )
