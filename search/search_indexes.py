"""One Haystack document per section of what anybody may read."""

from django.db.models import F, QuerySet
from haystack import indexes

from archive.models import Report, Section
from search import documents
from search.backends.analyzers import character_analyzer, whole_value, word_analyzer
from search.marks import gloss_floor


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

    def full_prepare(self, obj: Section) -> documents.Document:
        """Return the document of a section."""
        floor = gloss_floor(obj.revision.text)
        self.prepared_data = documents.document(
            obj, documents.report_columns(obj.revision.report, floor), floor
        )
        return self.prepared_data
