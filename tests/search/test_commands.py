"""find, reindex and verify."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive import storage
from archive.models import Report, Section, SourceFile
from search import indexing
from search.backends import store

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def run(*arguments):
    said = StringIO()
    call_command(*arguments, stdout=said)
    return said.getvalue()


def found(*arguments):
    return json.loads(run("find", *arguments, "--json"))


def test_find_json_keeps_its_contract():
    answer = found("中医馆", "--region", "34")
    assert set(answer) == {
        *("query", "interpreted", "reports", "sections", "hits", "facets", "suggestions"),
    }
    [hit] = answer["hits"]
    assert set(hit) == {"report", "section", "title", "year", "region_code", "score", "snippet"}
    assert (hit["section"], hit["year"], hit["region_code"]) == ("s4031", 2022, "340504")
    assert "中医馆" in hit["snippet"]
    assert answer["reports"] == answer["sections"] == 1


def test_find_gives_the_same_sections_in_every_spelling():
    answers = [found(q, "--limit", "500")["hits"] for q in ("衛生", "卫生", "衞生")]
    places = [sorted((hit["report"], hit["section"]) for hit in hits) for hits in answers]
    assert places[0] == places[1] == places[2]
    assert len(places[0]) == found("卫生")["sections"]


def test_find_limits_hits_and_counts_all():
    answer = found("卫生", "--limit", "3")
    assert len(answer["hits"]) == 3
    assert answer["reports"] == 5
    assert found("卫生", "--limit", "0")["hits"] == []


def test_find_filters_and_sorts():
    answer = found("卫生", "--year", "2020-2022", "--sort", "old", "--limit", "500")
    years = [hit["year"] for hit in answer["hits"]]
    assert years == sorted(years)
    assert set(years) == {2020, 2021, 2022}


def test_find_prints_lines_for_people():
    said = run("find", '"中医馆')
    assert "引号" in said
    assert "3 份报告，3 个章节" in said
    assert "s4031" in said


def test_find_tells_of_other_ways_when_nothing_is_found():
    said = run("find", "中医馆 雨山区", "--region", "14")
    assert "不限地区: 1" in said


@pytest.mark.parametrize(
    "wrong", [["--region", "zz"], ["--year", "soon"], ["--kind", "poem"], ["--limit", "-1"]]
)
def test_find_refuses_what_it_cannot_read_in_one_line(wrong):
    with pytest.raises(CommandError) as refused:
        run("find", "卫生", *wrong)
    assert "\n" not in str(refused.value)


def test_find_says_when_the_index_is_of_another_version(monkeypatch):
    monkeypatch.setattr(store, "SCHEMA_VERSION", "v0")
    with pytest.raises(CommandError, match="reindex"):
        run("find", "卫生")


def test_reindex_writes_every_section_into_a_fresh_generation(settings):
    before = store.current_name(settings.INDEX_DIR)
    assert str(Section.objects.count()) in run("reindex")
    assert store.current_name(settings.INDEX_DIR) != before
    assert not indexing.difference()


def test_reindex_keeps_only_a_few_generations(settings):
    for _round in range(3):
        run("reindex")
    folders = [path for path in Path(settings.INDEX_DIR).iterdir() if path.is_dir()]
    assert len(folders) == store.KEPT_GENERATIONS


def test_reindex_check_says_nothing_differs():
    assert run("reindex", "--check").strip() == "索引与数据库一致。"


def test_reindex_check_mends_missing_and_alien_reports():
    gone, withdrawn = Report.objects.all()[:2]
    Report.objects.filter(pk=gone.pk).update(state="withdrawn")
    indexing.replace([gone.public_id])
    Report.objects.filter(pk=gone.pk).update(state="published")
    Report.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    assert indexing.difference() == indexing.Difference((gone.public_id,), (withdrawn.public_id,))
    assert "重写 1 份报告，移除 1 份" in run("reindex", "--check")
    assert not indexing.difference()


def test_reindex_check_rebuilds_an_index_of_another_version(monkeypatch):
    monkeypatch.setattr(store, "SCHEMA_VERSION", "v0")
    assert "重建" in run("reindex", "--check")
    assert not indexing.difference()


def test_a_report_amended_behind_the_index_s_back_is_stale():
    report = Report.objects.order_by("public_id").first()
    Report.objects.filter(pk=report.pk).update(title="改过的标题", shelf_year=1999)
    assert indexing.difference() == indexing.Difference((report.public_id,), ())
    indexing.mend()
    assert not indexing.difference()


def test_verify_finds_nothing_wrong_with_the_seeds():
    assert run("verify").count(": 0 / 5") == 5


def test_verify_names_lost_and_changed_originals(monkeypatch):
    lost = SourceFile.objects.order_by("sha256").first().sha256
    monkeypatch.setattr(storage, "intact", lambda sha256: sha256 != lost)
    assert faults() == {lost}


def test_verify_names_half_reports():
    headless, empty = Report.objects.all()[:2]
    Section.objects.filter(revision__report=empty).delete()
    Report.objects.filter(pk=headless.pk).update(current_revision=None)
    assert {headless.public_id, empty.public_id} <= faults()


def test_verify_names_reports_missing_from_the_index():
    report = Report.objects.first()
    Report.objects.filter(pk=report.pk).update(state="withdrawn")
    indexing.replace([report.public_id])
    Report.objects.filter(pk=report.pk).update(state="published")
    assert faults() == {report.public_id}


def faults():
    said = StringIO()
    with pytest.raises(CommandError, match="faults"):
        call_command("verify", stdout=said)
    return {line.strip() for line in said.getvalue().splitlines() if line.startswith("  ")}
