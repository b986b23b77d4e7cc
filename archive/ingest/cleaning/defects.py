"""Damage that copying and masking left in a text: marked for the reader, never rewritten."""

import re
from itertools import chain

from archive.ingest.types import Defect
from archive.text.gloss import find_glosses

# **年, XX县, 20xx年, 某某市, 发[**]68号. A lone star or cross may be a product or a film.
_MASK = re.compile(
    r"[*＊×╳]{2,}"
    r"|(?<![A-Za-zＸ])(?:20)?[XxＸｘ]{2,4}(?=[年月日省市县區区縣乡鄉镇鎮村局委路号號%％])"
    r"|(?:某某|○○|〇〇|□□)(?=[年月日省市县區区縣乡鄉镇鎮村局委])"
)
# Bytes that slipped by one: question marks beside bopomofo, box drawing or letters amid Han.
# Each alternative begins where its run begins, so long runs are read once.
_MOJIBAKE = re.compile(
    r"(?<![?？])[?？]{2,}[\u3105-\u3129\u2550-\u257f\u4e00-\u9fff]{0,6}"
    r"[\u3105-\u3129\u2550-\u257fA-Za-z][A-Za-z]{0,2}"
    r"|(?<=[\u4e00-\u9fff，、“])[?？]{2,4}(?=[\u4e00-\u9fff。，、；）”,;)])"
    r"|[\ufffd\ue000-\uf8ff]+"
    r"|(?<![\u3105-\u3129])[\u3105-\u3129]+[A-Za-z]{0,2}(?=[(（\u4e00-\u9fff])"
    r"|(?:锟斤拷|烫烫烫)+"
)


def find_defects(text: str) -> tuple[Defect, ...]:
    """Return masks, pinyin glosses and mojibake in `text`, in order and not overlapping."""
    found = chain(
        (Defect(span.start, span.end, "gloss") for span in find_glosses(text)),
        (Defect(m.start(), m.end(), "mojibake") for m in _MOJIBAKE.finditer(text)),
        (Defect(m.start(), m.end(), "mask") for m in _MASK.finditer(text)),
    )
    kept: list[Defect] = []
    for defect in sorted(found, key=lambda found: (found.start, -found.end)):
        if not kept or defect.start >= kept[-1].end:
            kept.append(defect)
    return tuple(kept)
