"""The addresses that are asked, of each kind of page none twice; the same ones in every run."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from archive.lexicons import kind_labels, topic_labels
from archive.models import Figure, Region, Report
from tests.bench.pages.table import BASELINE
from tests.bench.pages.works import CLOSE, YEARS

COMPARED = 4


@dataclass(frozen=True)
class Kind:
    """Addresses of one kind of page; `row` is what every row of its answer has."""

    name: str
    paths: tuple[str, ...]
    row: str


def kinds(each: int) -> list[Kind]:
    """Return the kinds of pages, the baseline first, with at most `each` addresses."""
    rng = random.Random(11)
    reports = list(Report.objects.order_by("pk").values_list("public_id", "region_id"))
    named = (
        (BASELINE, (reverse("report", args=[one]) for one, _region in rng.sample(reports, each)), 'id="s'),
        ("compare four of one division", _of_one_division(reports, rng), "<tr"),
        ("compare four of anywhere", _of_anywhere(reports, rng), "<tr"),
        ("differences of two close", _close(reports, rng), "<ins"),
        ("indicator, the fullest", _fullest(), "<tr"),
        ("indicator, others", (reverse("indicator", args=[slug]) for slug in _slugs()[1:]), "<tr"),
        ("coverage, provinces", _coverage("province"), "<tr"),
        ("coverage, cities", _coverage("city"), "<tr"),
        ("coverage, counties", _coverage("county"), "<tr"),
        ("coverage, a topic not met yet", _on_topics(), "<tr"),
        ("coverage, inside a division", _inside(), "<tr"),
    )
    return [Kind(name, tuple(islice(_once(paths), each)), row) for name, paths, row in named]


def files() -> dict[str, str]:
    """Return the tables to be downloaded: name -> address."""
    reports = list(Report.objects.order_by("pk").values_list("public_id", "region_id"))
    four = next(_of_one_division(reports, random.Random(11)))
    return {
        "reports": reverse("browse_csv"),
        "coverage, counties": f"{reverse('coverage_csv')}?level=county",
        "indicator, the fullest": reverse("indicator_csv", args=[_slugs()[0]]) + "?role=all",
        "compare four": four.replace(reverse("compare"), reverse("compare_csv")),
        "figures of a report": reverse("report_figures_csv", args=[reports[0][0]]),
    }


def found() -> dict[str, str]:
    """Return the downloads that need the index of the search."""
    return {
        "search, a word": f"{reverse('search_csv')}?q=%E5%8C%BB%E5%85%B1%E4%BD%93",  # 医共体
        "search, a filter": f"{reverse('search_csv')}?region=34&topic=mch",
    }


def _once(paths: Iterable[str]) -> Iterator[str]:
    met = set()
    for path in paths:
        if path not in met:
            met.add(path)
            yield path


def _compared(public_ids: Sequence[str], **more: str) -> str:
    pairs = [*((key, value) for key, value in more.items()), *(("r", one) for one in public_ids)]
    return f"{reverse('compare')}?{urlencode(pairs)}"


def _of_one_division(reports: Sequence[tuple[str, int]], rng: random.Random) -> Iterator[str]:
    """Yield comparisons of four years of a division, as readers make them most."""
    places = [at for at in range(len(reports) - COMPARED) if reports[at][1] == reports[at + COMPARED - 1][1]]
    for at in rng.sample(places, len(places)):
        yield _compared([one for one, _region in reports[at : at + COMPARED]])


def _of_anywhere(reports: Sequence[tuple[str, int]], rng: random.Random) -> Iterator[str]:
    while True:
        yield _compared([one for one, _region in rng.sample(reports, COMPARED)])


def _close(reports: Sequence[tuple[str, int]], rng: random.Random) -> Iterator[str]:
    """Yield differences of reports, one of which took up most of the other, as `works` makes them."""
    repeating = [
        at
        for at in range(1, len(reports))
        if reports[at - 1][1] == reports[at][1] and random.Random(at).random() < CLOSE
    ]
    for at in rng.sample(repeating, len(repeating)):
        yield _compared([reports[at - 1][0], reports[at][0]], mode="diff")


def _slugs() -> list[str]:
    """Return the indicators with figures that readers see, the fullest first."""
    counted = Figure.objects.published().exclude(indicator=None).order_by().values_list("indicator__slug")
    return [slug for slug, _n in counted.annotate(n=Count("pk")).order_by("-n", "indicator__slug")]


def _fullest() -> Iterator[str]:
    page = reverse("indicator", args=[_slugs()[0]])
    yield page
    yield from (f"{page}?page={number}" for number in range(2, 12))
    yield from (f"{page}?year={year}-{year + 9}" for year in range(YEARS[0], YEARS[1] - 8))
    yield from (f"{page}?region={code[:2]}" for code in _provinces())


def _coverage(level: str) -> Iterator[str]:
    asked = [""]
    asked += [f"&page={number}" for number in range(2, 6)] if level != "province" else []
    asked += [f"&kind={code}" for code in kind_labels() if code != "other"]
    spans = [(year, year + span) for span in (20, 12, 9) for year in range(2005, 2026 - span)]
    asked += [f"&from={first}&to={last}" for first, last in spans]
    asked += ["&scope=own"]
    yield from (f"{reverse('coverage')}?level={level}{more}" for more in asked)


def _on_topics() -> Iterator[str]:
    yield from (f"{reverse('coverage')}?topic={code}" for code in topic_labels())


def _inside() -> Iterator[str]:
    """Yield the ways down from provinces and prefectures."""
    codes = [
        *_provinces(),
        *Region.objects.current().filter(level="prefecture").values_list("code", flat=True),
    ]
    yield from (f"{reverse('coverage')}?in={code}" for code in codes if code[:2] not in ("71", "81", "82"))


def _provinces() -> list[str]:
    rows = Region.objects.current().filter(level=Region.Level.PROVINCE)
    return list(rows.order_by("code").values_list("code", flat=True))
