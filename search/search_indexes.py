"""One Haystack document per section of what anybody may read."""

from typing import Any

from django.db.models import F, QuerySet
from haystack import indexes

from archive.models import Report, Section
from archive.text.fold import fold
from archive.text.gloss import strip_glosses
from search.backends.analyzers import FIELD_GAP, character_analyzer, whole_value, word_analyzer
from search.marks import gloss_floor

UNKNOWN_REGION = "000000"


class SectionIndex(indexes.SearchIndex, indexes.Indexable):
    """A section with the columns of its report; texts are without glosses.

    `text` holds words to rank by, `chars` heading and body, whose characters decide what matches.
    """

    text = indexes.CharField(document=True, analyzer=word_analyzer, stored=False)
    chars = indexes.CharField(analyzer=character_analyzer, stored=False)
    report = indexes.CharField(model_attr="revision__report__public_id", analyzer=whole_value)
    revision = indexes.IntegerField(model_attr="revision_id", indexed=False)
    anchor = indexes.CharField(model_attr="anchor", indexed=False)
    order = indexes.IntegerField(model_attr="order", indexed=False)
    title = indexes.CharField(indexed=False)
    region = indexes.CharField(indexed=False)
    year = indexes.IntegerField(model_attr="revision__report__shelf_year", default=0, indexed=False)
    kind = indexes.CharField(model_attr="revision__report__kind", indexed=False)
    source = indexes.CharField(model_attr="revision__report__source_type", indexed=False)
    role = indexes.CharField(model_attr="role", indexed=False)
    topics = indexes.MultiValueField(model_attr="topics", indexed=False)
    issuer = indexes.CharField(indexed=False)
    doc_no = indexes.CharField(indexed=False)
    published = indexes.DateField(model_attr="revision__report__published_on", null=True, indexed=False)

    def get_model(self) -> type[Section]:
        return Section

    def index_queryset(self, using: str | None = None) -> QuerySet[Section]:
        """Return the sections of the current revision of every published report."""
        return (
            Section.objects.filter(
                revision__report__state=Report.State.PUBLISHED,
                revision=F("revision__report__current_revision"),
            )
            .select_related("revision__report__region")
            .order_by("revision_id", "order")
        )

    def prepare_text(self, section: Section) -> str:
        floor = gloss_floor(section.revision.text)
        return strip_glosses(f"{source_heading(section)}\n{section.body}", floor).text

    def prepare_chars(self, section: Section) -> str:
        floor = gloss_floor(section.revision.text)
        parts = (source_heading(section), section.body)
        return FIELD_GAP.join(strip_glosses(part.replace(FIELD_GAP, " "), floor).text for part in parts)

    def prepare_title(self, section: Section) -> str:
        return strip_glosses(section.revision.report.title, gloss_floor(section.revision.text)).text

    def prepare_issuer(self, section: Section) -> str:
        return fold(section.revision.report.issuer)

    def prepare_doc_no(self, section: Section) -> str:
        return fold(section.revision.report.doc_no)

    def prepare_region(self, section: Section) -> str:
        region = section.revision.report.region
        return region.code if region else UNKNOWN_REGION

    def full_prepare(self, obj: Section) -> dict[str, Any]:
        """Return the document without its empty values, which Whoosh cannot store."""
        document: dict[str, Any] = super().full_prepare(obj)
        return {key: value for key, value in document.items() if value is not None}


def source_heading(section: Section) -> str:
    """Return label and heading as far as the source has them; supplied ones are not its words."""
    label = "" if section.label_supplied else section.label
    return label + ("" if section.heading_supplied else section.heading)
