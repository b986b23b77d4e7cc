"""The word lists of seeds/lexicons with the division table, read once per process."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from archive.ingest.types import RegionName, Vocabulary
from archive.ingest.vocabulary import load_vocabulary
from archive.models import Region


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary handed to the ingest pipeline; needs the divisions to be loaded."""
    return load_vocabulary(Path(settings.LEXICON_DIR), _region_names())


@cache
def _labels() -> Vocabulary:
    return load_vocabulary(Path(settings.LEXICON_DIR), ())


def topic_labels() -> Mapping[str, str]:
    """Return topic code -> Chinese name, in the order of the lexicon."""
    return _labels().topic_labels


def topic_terms() -> Mapping[str, Mapping[str, float]]:
    """Return topic code -> folded term -> weight."""
    return _labels().topics


def kind_labels() -> Mapping[str, str]:
    """Return kind code -> Chinese name."""
    return _labels().kind_labels


def role_labels() -> Mapping[str, str]:
    """Return section role code -> Chinese name."""
    return _labels().role_labels


def source_labels() -> Mapping[str, str]:
    """Return source type code -> Chinese name."""
    return {"gov": _("政府网站"), "repost": _("转载")}


def _region_names() -> list[RegionName]:
    rows = Region.objects.prefetch_related("successors")
    return [
        RegionName(
            code=region.code,
            name=region.name,
            level=region.level,
            valid_from=region.valid_from,
            valid_to=region.valid_to,
            successors=tuple(sorted({s.code for s in region.successors.all()})),
        )
        for region in rows
    ]
