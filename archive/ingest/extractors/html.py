"""Web pages as browsers save them: the article in reading order, without the page around it."""

from archive.ingest.extractors.web.encoding import decode_page
from archive.ingest.extractors.web.page import article_of
from archive.ingest.extractors.web.tree import MAX_BYTES, abnormal
from archive.ingest.types import Extracted, Options, RawFile


def extract(raw: RawFile, options: Options) -> Extracted:
    """Return the article of the page `raw`; raises `IngestError` when it has none or is too large."""
    if len(raw.content) > MAX_BYTES:
        raise abnormal()
    source, encoding = decode_page(raw.content)
    article = article_of(source)
    return Extracted(
        text=article.text,
        encoding=encoding,
        media_type="text/html",
        extractor="html",
        tables=article.tables,
        hints=article.hints,
        notes=article.notes,
    )
