"""Run the judged queries over the test archive: ours as shown on the page, rivals as they list sections."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from django.conf import settings
from django.core.management import call_command

from archive import services
from archive.corrections import Corrections
from search.request import SearchRequest
from search.search_indexes import SectionIndex
from search.service import search
from tests.quality.relevance.judgements import KNOWN_ITEM, Passage, Query, bare, queries, resolve
from tests.quality.relevance.measures import ndcg, reciprocal_rank, success
from tests.quality.relevance.rivals import rival

REPORTS = (Path(settings.BASE_DIR) / "seeds" / "reports", Path(__file__).with_name("reports"))
Searching = Callable[[str], list[int]]


@dataclass(frozen=True)
class Answered:
    """A judged query: grades by section and by report, and what each engine listed, best first."""

    query: Query
    grades: Mapping[int, int]
    report_grades: Mapping[str, int]
    sections: Mapping[str, Sequence[int]]
    reports: Mapping[str, Sequence[str]]

    @property
    def known_item(self) -> bool:
        return self.query.kind == KNOWN_ITEM

    @property
    def right(self) -> int:
        """The one right section of a known item."""
        (section,) = self.grades
        return section


@dataclass(frozen=True)
class Score:
    """The measures of one engine over some of the queries."""

    ndcg: float
    report_ndcg: float
    known_mrr: float
    known_first: float


def publish() -> dict[str, str]:
    """Load the lexicon, publish and index the seeds and the reports of this set; return public id -> file."""
    call_command("load_synonyms", verbosity=0)
    files: dict[str, str] = {}
    for path in sorted(path for folder in REPORTS for path in folder.glob("*.txt")):
        intake = services.take_in(content=path.read_bytes(), name=path.name, by=None)
        report = services.publish(intake=intake, corrections=Corrections(), by=None)
        files[report.public_id] = path.stem
    call_command("reindex", verbosity=0)
    return files


def answer(files: Mapping[str, str], workspace: Path) -> list[Answered]:
    """Put every judged query to every engine. `files` is public id -> file of the published reports."""
    sections = list(SectionIndex().index_queryset())
    file_of = {section.pk: files[section.revision.report.public_id] for section in sections}
    passages = [Passage(s.pk, file_of[s.pk], bare(f"{s.heading}\n{s.body}")) for s in sections]
    with (
        rival("stock", sections, workspace / "stock") as stock,
        rival("mended", sections, workspace / "mended") as mended,
    ):
        engines = {"ours": _ours(), "stock": stock, "mended": mended}
        return [_answered(query, resolve(query, passages), engines, file_of) for query in queries()]


def score(engine: str, answered: Sequence[Answered]) -> Score:
    """Return the means over the queries; known items count for nDCG as well."""
    known = [a for a in answered if a.known_item]
    return Score(
        ndcg=mean(ndcg(a.sections[engine], a.grades) for a in answered),
        report_ndcg=mean(ndcg(a.reports[engine], a.report_grades) for a in answered),
        known_mrr=mean(reciprocal_rank(a.sections[engine], a.right) for a in known),
        known_first=mean(success(a.sections[engine], a.right) for a in known),
    )


def table(answered: Sequence[Answered]) -> str:
    """Return the measures side by side, over all queries and over either half."""
    halves_of = {"all": answered, "tuned to": [a for a in answered if a.query.tuned_to]}
    halves_of["held out"] = [a for a in answered if not a.query.tuned_to]
    lines = ["queries   engine   nDCG@10  of reports  known MRR  known first"]
    for half, chosen in halves_of.items():
        for engine in ("ours", "mended", "stock"):
            s = score(engine, chosen)
            numbers = f"{s.ndcg:7.3f}  {s.report_ndcg:10.3f}  {s.known_mrr:9.3f}  {s.known_first:11.3f}"
            lines.append(f"{half:9} {engine:8} {numbers}")
    return "\n".join(lines)


def _ours() -> Searching:
    anchors = {
        (section.revision_id, section.anchor): section.pk for section in SectionIndex().index_queryset()
    }

    def found(typed: str) -> list[int]:
        page = search(SearchRequest(query=typed))
        return [anchors[hit.revision_id, hit.anchor] for report in page.hits for hit in report.sections]

    return found


def _answered(
    query: Query,
    grades: Mapping[int, int],
    engines: Mapping[str, Searching],
    file_of: Mapping[int, str],
) -> Answered:
    sections = {name: found(query.text) for name, found in engines.items()}
    reports: dict[str, int] = {}
    for key, grade in grades.items():
        reports[file_of[key]] = max(grade, reports.get(file_of[key], 0))
    return Answered(
        query=query,
        grades=grades,
        report_grades=reports,
        sections=sections,
        reports={name: list(dict.fromkeys(file_of[key] for key in keys)) for name, keys in sections.items()},
    )
