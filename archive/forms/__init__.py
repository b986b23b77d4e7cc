"""The forms of the staff pages.

metadata: what is recognised of a report · section: one row of the outline · region: a division by its name
or code · bulk: many files at once.
"""

from archive.forms.metadata import (
    MetadataForm,
    amended_values,
    changed_values,
    metadata_initial,
    report_initial,
)
from archive.forms.region import Division, RegionField, find_divisions
from archive.forms.section import SectionForm, level_name, section_initial

__all__ = [
    "Division",
    "MetadataForm",
    "RegionField",
    "SectionForm",
    "amended_values",
    "changed_values",
    "find_divisions",
    "level_name",
    "metadata_initial",
    "report_initial",
    "section_initial",
]
