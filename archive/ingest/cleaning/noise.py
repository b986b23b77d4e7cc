"""What stands inside a line and is no part of it: advertisements, entities, spaced letters.

Advertisements are read from folded text, everything else from the text as received.
"""

import html
import re
from collections.abc import Iterator
from itertools import chain

from archive.ingest.types import Dropped, TextSpan

_HAN = "\u3400-\u9fff"
_BLANK = "[ \u3000\xa0]"
_ADDRESS = r"(?:https?://)?[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20}){1,3}(?:/[\w./?=&%-]{0,80})?"
_NO_STOP = "[^。!?;()\\[\\]\n]"
# （更多范文请关注…）, [本文来自 www.…], (某某网推荐)
_BRACKETED = (
    rf"[(\[](?:{_NO_STOP}{{0,40}}?(?:范文|本文来[源自]|文章来源|转载[自请于]|下载网址|请加微信?\s*:"
    rf"|(?:更多|点击|访问|整理){_NO_STOP}{{0,16}}{_ADDRESS}){_NO_STOP}{{0,60}}"
    r"|[a-z0-9.]{4,30}(?:推荐|整理|网))[)\]]"
)
# 更多资料请点击:www.… 交流群, wherever in a sentence
_POINTER = (
    r"(?:更多|资料|素材|范文|文章|本文|下载|转载)[^。!?;,()\[\]\n]{0,16}?"
    r"(?:点击|访问|关注|登录|来[源自]|网址|地址|请看)"
    rf"\s*:?\s*{_ADDRESS}(?:\s{{0,2}}[{_HAN}]{{0,6}}(?:群|公众号|网站))?"
)
# Sentences of their own
_OFFER = (
    r"(?:(?<=[。!?;])|^)(?=[^。!?;()\n]{0,100}(?:范文|素材|本站))"
    rf"[^。!?;()\n]{{0,100}}?(?:{_ADDRESS}|请?加微信?\s*:)[^。!?;()\n]{{0,60}}(?:[。!?;]|$)"
)
_INVITATION = (
    r"(?:(?<=[。!?;])|^)更多[^。!?;,()\n]{0,30}(?:范文|文章)[^。!?;,()\n]{0,12}(?:关注|访问|点击|尽在|搜索)"
    r"[^。!?;()\n]{0,40}(?:[。!?;]|$)"
)
_ADVERT = re.compile(f"{_BRACKETED}|{_POINTER}|{_OFFER}|{_INVITATION}")
# Lines without any of these have no advertisement: most are spared the search.
_TELLTALE = re.compile(r"范文|本文来|文章来源|转载|加微|[a-z0-9]\.[a-z]{2}|推荐[)\]]|整理[)\]]")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,10}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
# Quotation marks, dots and blanks may go without changing what a sentence says; ‰ or < may not.
_SILENT = frozenset("“”‘’\"'·•\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u3000\u00ad \u2060")
_SPACED = rf"(?<![{_HAN}])[{_HAN}](?:{_BLANK}{{1,4}}[{_HAN}](?![{_HAN}]))"
_SPACED_RUN = re.compile(rf"{_SPACED}{{3,}}")
_SPACED_PAIR = re.compile(rf"{_SPACED}+")
_SPACED_LINE = re.compile(
    rf"(?:[(（]?[{_HAN}]{{1,3}}[)）、.．])?{_BLANK}*[{_HAN}](?:{_BLANK}{{1,4}}[{_HAN}])+"
)
_BLANKS = re.compile(rf"{_BLANK}+")


def find_noise(text: str, folded: str) -> tuple[Dropped, ...]:
    """Return the advertisements and silent entities inside `text`, one line, in order."""
    if "&" not in text and _TELLTALE.search(folded) is None:
        return ()
    found = sorted(chain(_adverts(folded), _entities(text)), key=lambda noise: noise.start)
    kept: list[Dropped] = []
    for noise in found:
        if not kept or noise.start >= kept[-1].end:
            kept.append(noise)
    return tuple(kept)


def is_advert(text: str) -> bool:
    """Whether the line (folded) is an advertisement and nothing else."""
    return _TELLTALE.search(text) is not None and _ADVERT.fullmatch(text) is not None


def find_letter_spacing(text: str) -> tuple[TextSpan, ...]:
    """Return the blanks of `text`, one line, that only set the letters of words apart.

    A single 总 结 stands for a word only where the whole line is one; in a running text
    four letters in a row show that it is spaced.
    """
    if _SPACED_LINE.fullmatch(text) is None and _SPACED_RUN.search(text) is None:
        return ()
    return tuple(
        TextSpan(run.start() + blank.start(), run.start() + blank.end())
        for run in _SPACED_PAIR.finditer(text)
        for blank in _BLANKS.finditer(run.group())
    )


def entity_reading(text: str) -> str:
    """Return what a character entity such as `&ldquo;` stands for; empty when it is none."""
    reading = html.unescape(text)
    return reading if len(reading) == 1 else ""


def find_entities(text: str) -> Iterator[re.Match[str]]:
    """Return the character entities of `text` that HTML knows, in order."""
    return (match for match in _ENTITY.finditer(text) if entity_reading(match.group()))


def _adverts(folded: str) -> Iterator[Dropped]:
    if _TELLTALE.search(folded) is None:
        return
    for match in _ADVERT.finditer(folded):
        yield Dropped(match.start(), match.end(), "advertisement")


def _entities(text: str) -> Iterator[Dropped]:
    for match in find_entities(text) if "&" in text else ():
        if entity_reading(match.group()) in _SILENT:
            yield Dropped(match.start(), match.end(), "entity")
