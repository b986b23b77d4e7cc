"""Metadata of the seeds against gold: every value right, and every value accounted for."""

import json

import pytest

from archive.ingest.cataloguing import metadata
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import GOLD, floors, section_cases

FIELDS = (
    "title",
    "issuer",
    "issuer_inferred",
    "region_code",
    "reporting_year",
    "reporting_year_claimed",
    "plan_year",
    "kind",
    "doc_no",
    "published",
    "signed",
)
RECORDS = {
    record["file"]: record
    for record in map(json.loads, (GOLD / "metadata.jsonl").read_text("utf-8").splitlines())
}
CASES = section_cases()
READ = {
    case.gold["seed"]: metadata.recognise(case.cleaned, case.sections, case.gold["seed"], vocabulary())
    for case in CASES
}
each_seed = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


@pytest.mark.parametrize("field", FIELDS)
def test_values_reach_the_floor(field):
    right = [getattr(READ[seed][0], field) == record.get(field) for seed, record in RECORDS.items()]

    assert sum(right) >= floors()["metadata.seeds_right_per_field"]


def test_regions_found_by_townships_are_marked_as_inferred():
    inferred = {seed: found.region_inferred for seed, (found, _, _) in READ.items()}

    assert inferred == {
        seed: record["region"]["certainty"] == "inferred_from_towns" for seed, record in RECORDS.items()
    }


@each_seed
def test_every_value_has_evidence(case):
    found, evidence, _ = READ[case.gold["seed"]]
    values = {item.field: item.value for item in evidence}
    fields = {
        field: str(value) for field, value in vars(found).items() if value and field != "region_inferred"
    }

    assert values == fields


@each_seed
def test_evidence_points_into_the_text_or_is_inferred(case):
    length = len(case.cleaned.extracted.text)
    for item in READ[case.gold["seed"]][1]:
        assert item.note
        assert item.spans or item.inferred
        assert all(0 <= span.start < span.end <= length for span in item.spans)


@each_seed
def test_what_is_read_stands_at_its_span(case):
    text = case.cleaned.extracted.text
    for item in READ[case.gold["seed"]][1]:
        if item.field in ("published", "index_no", "source_name", "issuer") and not item.inferred:
            assert "".join(text[slice(*span)] for span in item.spans) == item.value


def test_the_seed_that_lies_about_its_year_is_flagged():
    warnings = {seed: {w.code for w in doubts} for seed, (_, _, doubts) in READ.items()}

    assert [seed for seed, codes in warnings.items() if "year_conflict" in codes] == [
        "002_56979e8ced6dd36a.txt"
    ]
