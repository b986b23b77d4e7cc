"""What a body says outright of where it is: a township that lies in a county, Hong Kong or Macao."""

import re

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.geography.beyond import special_region
from archive.ingest.geography.mentions import full_mentions
from archive.ingest.geography.regions import Gazetteer, level_of, meant_code
from archive.ingest.types import Evidence

_LIES_IN = re.compile(
    r"(?:镇|乡|街道|办事处|卫生院|中心)[^,。\n]{0,4}(?:位于|地处|隶属于?)(?P<where>[^,。\n]{2,24})"
)
_COUNTY = "county"


def told_county(body: Reading, year: int | None, places: Gazetteer) -> Evidence | None:
    """Return the county a township's report says it lies in.

    Only a county is believed: 位于某省西部 says too little of whose report it is.
    """
    for match in _LIES_IN.finditer(body.folded):
        code = meant_code(full_mentions(match["where"], places), year, {})
        if code and level_of(code) == _COUNTY:
            code = places.valid_code(code, year)
            note = f"据正文所述乡镇的位置：{places.full_name(code, year)}"
            return Evidence(
                "region_code", code, "township_site", True, 0.7, (body.span(*match.span()),), note
            )
    return None


def told_special_region(body: Reading, level: str) -> Evidence | None:
    """Return Hong Kong or Macao when a body is of it; one with a `level` of its own (全市) is not."""
    special = None if level else special_region(body.folded)
    if special is None:
        return None
    span = body.span(special.start, special.end)
    note = f"据正文所称「{body.shown[special.start : special.end]}」及其机构"
    return Evidence("region_code", special.code, "special_region", True, 0.7, (span,), note)
