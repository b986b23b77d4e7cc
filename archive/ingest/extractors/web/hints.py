"""What a page says of itself outside its text: meta tags, title, canonical link, the browser's comment.

The names of the meta tags are those of the standard for government sites (政府网站发展指引, 2017, appendix)
and of the Open Graph protocol, with spellings seen beside them.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import html

from archive.ingest.types import Hint

_META: Mapping[str, str] = {
    "articletitle": "title",
    "og:title": "title",
    "pubdate": "published",
    "publishdate": "published",
    "firstpublishedtime": "published",
    "article:published_time": "published",
    "og:release_date": "published",
    "contentsource": "source_name",
    "source": "source_name",
    "mediaid": "source_name",
    "sitename": "source_name",
    "og:site_name": "source_name",
    "url": "source_url",
    "og:url": "source_url",
    "lastmodifiedtime": "modified",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "indexnumber": "index_no",
    "indexno": "index_no",
    "docno": "doc_no",
    "filenumber": "doc_no",
    "publisher": "issuer",
    "author": "issuer",
}
_ORGANISATION = re.compile(r".{2,}(?:局|委|委员会|厅|办公室|政府|中心|医院|所)$")
_CLOCK = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})-(?=\d{1,2}:)")  # 2021-08-01-06:08:00, as www.gov.cn writes
_LABEL = re.compile(r"^(?:信息|文章|稿件)?来源\s*[:：]\s*")
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)")
_SAVED_WITHIN = 4096
_LONGEST = 300


def hints_of(root: html.HtmlElement, source: str) -> tuple[Hint, ...]:
    """Return the hints of a page, those on the article before those on the site."""
    return tuple(dict.fromkeys((*_meta_hints(root), *_title_hint(root), *_address_hints(root, source))))


def titles_of(root: html.HtmlElement) -> list[str]:
    """Return what the page names as its title; of `<title>` the longest part, without the site's name."""
    named = [hint.value for hint in _meta_hints(root) if hint.name == "title"]
    parts = [re.split(r"\s*[_|>»]\s*|\s+[-–—]+\s+|--+", hint.value) for hint in _title_hint(root)]
    return [*named, *(max(part, key=len) for part in parts)]


def _meta_hints(root: html.HtmlElement) -> Iterator[Hint]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        value = _flat(meta.get("content", ""))
        if name in _META and value:
            found.setdefault(name, _LABEL.sub("", _CLOCK.sub(r"\1 ", value)))
    for name, field in _META.items():
        if name in found and _is_sound(field, found[name]):
            yield Hint(field, found[name], "html_meta")


def _is_sound(field: str, value: str) -> bool:
    """Whether a value is what its tag should hold: authors are mostly persons, addresses often relative."""
    if field == "issuer":
        return _ORGANISATION.match(value) is not None
    return field != "source_url" or is_web_address(value)


def _title_hint(root: html.HtmlElement) -> Iterator[Hint]:
    title = next(root.iter("title"), None)
    value = _flat(title.text_content()) if title is not None else ""
    if value:
        yield Hint("title", value, "html_title")


def _address_hints(root: html.HtmlElement, source: str) -> Iterator[Hint]:
    links = (link for link in root.iter("link") if link.get("rel", "").lower() == "canonical")
    addresses = [(link.get("href", ""), "html_meta") for link in links]
    saved = _SAVED.search(source[:_SAVED_WITHIN])
    if saved:
        # The browser's own note, as sure as the header it writes into a web archive.
        addresses.append((saved[1] or saved[2], "mht_header"))
    for address, origin in addresses:
        if is_web_address(address):
            yield Hint("source_url", address, origin)


def is_web_address(address: str) -> bool:
    """Whether an address is one of the web, not of the disk the page was saved from."""
    return re.match(r"https?://[\w-]", address) is not None and len(address) <= _LONGEST


def _flat(value: str) -> str:
    return " ".join(value.split())[: 2 * _LONGEST]
