"""Characters that are taken for one another by the eye, or by a scanner: 未 for 末, 己 for 已."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

LOOKALIKES_PATH = Path(__file__).with_name("lexicon") / "lookalikes.txt"


@cache
def lookalikes() -> Mapping[str, str]:
    """Return folded character -> those that look like it, nearest first."""
    lines = LOOKALIKES_PATH.read_text(encoding="utf-8").splitlines()
    return {char: others for char, _tab, others in (line.partition("\t") for line in lines)}
