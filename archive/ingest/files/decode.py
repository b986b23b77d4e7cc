"""Bytes to text: byte order mark, then strict UTF-8, then the most Chinese-looking decoding.

The text is exactly what the bytes say, without the byte order mark: line ends and spaces
stay, since every later offset points into it.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping

from archive.ingest.errors import IngestError

MAX_CHARACTERS = 2_000_000

_BOMS: tuple[tuple[bytes, str, str], ...] = (
    # UTF-32 first: its little-endian mark begins with the one of UTF-16.
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32", "utf-32-be"),
    (b"\xff\xfe", "utf-16", "utf-16-le"),
    (b"\xfe\xff", "utf-16", "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_LONGEST_CHARACTER = 4  # bytes, in every encoding here
_SAMPLE = 16_000  # bytes scored; a multiple of four
_NUL_SHARE = 0.05
_FIRST_OF_THREE_BYTES = "\u0800"  # in UTF-8; all Chinese characters need three or more
_MIN_SCORE = 0.9
_RUN = re.compile(r"[^\x00-\x7f]{2}")  # accents stand alone in European words
_SURELY_CHINESE = 1.4
_SURELY_WIDE = 1.2
_MAX_BAD_SHARE = 0.02

_EVERYDAY = frozenset(
    "的一是在了和人有不为大年中国工作生卫健康医疗服务全区县市第加强建设提升推进管理开展项目"
    "為國衛醫療務縣強設進開項產實際機構"
)
_PUNCTUATION = frozenset("，。、；：“”（）《》！？【】〔〕—…‰％≥≤℃㎡　·")
_FAMILIAR_LEADS = range(0xB0, 0xD8)  # GB2312 level 1, the everyday characters


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of `content` and the name of its encoding.

    Raises `IngestError` when the file is empty, too long or in no encoding that gives
    readable Chinese or ASCII. A character cut at the very end is dropped; single damaged
    bytes become U+FFFD, which `find_defects` marks.
    """
    text, encoding = _decoded(content)
    if not text.strip():
        raise IngestError("文件为空。")
    if len(text) > MAX_CHARACTERS:
        raise IngestError("文字超过 2,000,000 字，请拆分后再上传。")
    return text, encoding


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, name, codec in _BOMS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            text = _mended(rest, codec)
            # Pages put together from several may carry the mark of one and the bytes of another.
            return (text, name) if text is not None and _is_clean(text) else _most_chinese(rest)
    if content.count(b"\x00") <= len(content) * _NUL_SHARE:
        text = _without_cut_tail(content, "utf-8")
        if text is not None and _is_clean(text) and not _may_be_gb18030(text, content):
            return text, "utf-8"
    return _most_chinese(content)


def _is_clean(text: str) -> bool:
    return _share(Counter(text), _is_suspicious) <= _MAX_BAD_SHARE


def _may_be_gb18030(text: str, content: bytes) -> bool:
    """Tell whether valid UTF-8 is Chinese in another encoding: only two-byte characters can be both."""
    if not _RUN.search(text) or max(text) >= _FIRST_OF_THREE_BYTES:
        return False
    return _score(content[:_SAMPLE].decode("gb18030", "replace")) >= _SURELY_CHINESE


def _without_cut_tail(content: bytes, codec: str) -> str | None:
    """Decode strictly, forgiving a last character of which some bytes are missing."""
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        if error.start == 0 or error.start < len(content) - _LONGEST_CHARACTER + 1:
            return None
        return content[: error.start].decode(codec)


def _most_chinese(content: bytes) -> tuple[str, str]:
    sample = content[:_SAMPLE]
    # A character cut in two at the end says nothing against an encoding.
    scored = [(_score(sample.decode(name, "replace").rstrip("\ufffd")), name) for name in _CANDIDATES]
    score, encoding = max(scored)
    text = _mended(content, encoding)
    # Pairs of any bytes make characters of UTF-16, most of them Han.
    wide = encoding.startswith("utf-16") and b"\x00" not in sample
    if score < (_SURELY_WIDE if wide else _MIN_SCORE) or text is None:
        raise _unreadable()
    return text, encoding


def _mended(content: bytes, codec: str) -> str | None:
    """Decode with a mark for each damaged place and no cut character at the end; None for much damage."""
    text = content.decode(codec, "replace").rstrip("\ufffd")
    return text if text.count("\ufffd") <= len(text) * _MAX_BAD_SHARE else None


def _score(text: str) -> float:
    """How much `text` looks like a Chinese document: about 2 for one, below 1 for noise."""
    chars = Counter(text)
    readable = _share(chars, _is_readable)
    suspicious = _share(chars, _is_suspicious)
    han = {char: count for char, count in chars.items() if _is_han(char)}
    familiar = _share(han, _is_familiar)
    everyday = min(0.6, 6 * _share(chars, _EVERYDAY.__contains__))
    return readable - 8 * suspicious + 0.6 * familiar + everyday


def _share(chars: Mapping[str, int], wanted: Callable[[str], bool]) -> float:
    """Return the share of the characters counted in `chars` that are wanted; 0 of none."""
    total = sum(chars.values())
    return sum(count for char, count in chars.items() if wanted(char)) / total if total else 0.0


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_readable(char: str) -> bool:
    return _is_han(char) or char.isascii() or char in _PUNCTUATION


def _is_suspicious(char: str) -> bool:
    return (
        char == "\ufffd"
        or "\ue000" <= char <= "\uf8ff"  # private use
        or "\u3105" <= char <= "\u312f"  # bopomofo
        or "\u2500" <= char <= "\u257f"  # box drawing
        or "\x7f" <= char <= "\x9f"
        or (char < " " and char not in "\t\r\n\x0b\x0c")
    )


def _is_familiar(char: str) -> bool:
    try:
        return char.encode("gb2312")[0] in _FAMILIAR_LEADS
    except UnicodeEncodeError:
        return False


def _unreadable() -> IngestError:
    return IngestError("无法识别文字编码，请另存为 UTF-8 文本后再上传。")
