"""Folded words as people write them: folding joins 覆 with 复, and nobody writes 复盖."""

import re

from archive.text.fold import fold

# Words of today's script with a character that is folded into another one.
WORDS = (
    *("覆盖", "颠覆", "倾覆", "覆辙", "覆没", "覆灭", "包覆", "被覆", "翻覆"),
    *("显著", "卓著", "昭著", "著名", "著作", "著称", "著述", "名著", "专著", "论著", "编著", "原著", "土著"),
    *("瞭望", "乾坤", "乾隆"),
)
_BY_FOLDED = {fold(word): word for word in WORDS}
_FOLDED = re.compile("|".join(_BY_FOLDED))


def written(folded: str) -> str:
    """Return a folded word or text with the words above as they are written; of the same length."""
    return _FOLDED.sub(lambda match: _BY_FOLDED[match[0]], folded)
