"""What the properties of a document file say about the report: names of fields in several formats."""

import re
from collections.abc import Iterable, Iterator, Mapping

from archive.ingest.types import Hint

# Latin names are those of the formats themselves; Chinese ones are filled in by office systems.
_FIELDS: Mapping[str, str] = {
    "title": "title",
    "标题": "title",
    "公文标题": "title",
    "company": "issuer",
    "creator": "issuer",
    "author": "issuer",
    "发文机关": "issuer",
    "发布机构": "issuer",
    "发文字号": "doc_no",
    "文号": "doc_no",
    "索引号": "index_no",
    "发布日期": "published",
    "modified": "modified",
    "moddate": "modified",
}
# People's names and software vendors stand in the same fields as offices.
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,}(?:局|委|委员会|办公室|政府|厅|中心|院|所)$")


def property_hints(properties: Iterable[tuple[str, str | None]], origin: str) -> Iterator[Hint]:
    """Yield a hint for each property (name, value) that tells something; `origin` as in `Hint`."""
    for name, value in properties:
        field = _FIELDS.get(name.strip().lower())
        words = " ".join((value or "").split())
        if field and words and (field != "issuer" or _OFFICE.match(words)):
            yield Hint(field, words, origin)
