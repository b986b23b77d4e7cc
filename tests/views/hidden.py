"""An archive with something hidden in every way there is, and all that an anonymous reader can ask of it."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urldefrag, urljoin

from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver
from lxml import html

from archive import services
from archive.corrections import Corrections
from archive.models import Figure, Indicator, Report
from archive.services.coverage import Checked, mark_checked
from archive.services.figures import FigureVerdict, correct_figure, verdict_on

# Words of no other text that sound like no other word, one for each way of being hidden, one of no text.
WITHDRAWN, SUPERSEDED, DRAFT, UNHEARD = "䨻䨺", "齉爩", "麤虪", "灪鱻"
SECRETS = (WITHDRAWN, SUPERSEDED, DRAFT)
MARKER = "jingshouren"  # the account that marked a year as looked for in vain
DISMISSED = "61.73%"  # a number of a shown text that staff said is no figure
STAFF = ("ingest/", "admin/", "login/", "logout/")
POSTED = {"compare_save", "compare_remove"}  # answer no GET
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def text(place: str, year: int, word: str, rate: str) -> bytes:
    """A small report that holds a word and a figure."""
    lines = (
        f"{place}卫生健康委员会{year}年工作总结",
        f"一、{word}医疗服务",
        f"推进{word}服务，家庭医生签约率达到{rate}。",
        "二、妇幼健康",
        f"落实{word}母婴安全制度，孕产妇住院分娩率99.2%。",
    )
    return "\n".join(lines).encode()


@dataclass(frozen=True)
class Hidden:
    """What is in the archive beside the seeds."""

    withdrawn: Report
    revised: Report
    figure: Figure


def hide() -> Hidden:
    """Publish and withdraw a report, replace the text of another and set one of its figures aside."""
    withdrawn = publish("花山区", 2018, WITHDRAWN, "66.61%")
    services.withdraw(report=withdrawn, reason="发布机构要求撤下", by=None)
    revised = publish("雨山区", 2019, SUPERSEDED, "55.52%")
    later = services.take_in(content=text("雨山区", 2019, "家医", DISMISSED), name="b.txt", by=None)
    services.revise(report=revised, intake=later, corrections=Corrections(), by=None)
    revised.refresh_from_db()
    figure = Figure.objects.select_related("indicator").get(
        revision=revised.current_revision, quoted__startswith=DISMISSED
    )
    verdict = FigureVerdict(dismissed=True)
    correct_figure(figure=figure, verdict=verdict, seen=verdict_on(figure), by=None)
    by = User.objects.create_user(MARKER)
    checked = Checked(date(2026, 3, 1), "网站没有")
    mark_checked(region_code="340503", first=2018, last=2018, checked=checked, by=by)
    return Hidden(withdrawn, revised, figure)


def publish(place: str, year: int, word: str, rate: str) -> Report:
    """Publish a small report of a division of 马鞍山市."""
    intake = services.take_in(
        content=text(f"安徽省马鞍山市{place}", year, word, rate), name=f"{place}.txt", by=None
    )
    return services.publish(intake=intake, corrections=Corrections(), by=None)


def public_names() -> set[str]:
    """The names of all addresses an anonymous reader may ask for."""
    return {name for name, path in _named(get_resolver().url_patterns, "") if not path.startswith(STAFF)}


def _named(patterns, above: str):
    for one in patterns:
        path = (above + str(one.pattern)).lstrip("^")
        if isinstance(one, URLResolver):
            yield from _named(one.url_patterns, path)
        elif isinstance(one, URLPattern) and one.name:
            yield one.name, path


def addresses(hidden: Hidden, other: Report) -> dict[str, list[str]]:
    """Every public address by its name, asked with what might bring something hidden to light."""
    return {
        "home": ["/"],
        "help": ["/help/"],
        **_of_lists(),
        **_of_reports(hidden, other),
        **_of_comparisons(hidden, other),
        **_of_indicators(hidden),
        **_of_searches(),
    }


def _of_lists() -> dict[str, list[str]]:
    levels = ["", "?level=city&in=34", "?level=county", "?in=340500&kind=summary", "?topic=mch", "?scope=own"]
    return {
        "browse": ["/browse/", "/browse/?kind=summary"],
        "browse_csv": ["/browse.csv", "/browse.csv?region=340500"],
        "browse_region": ["/browse/340500/", "/browse/340503/"],
        "browse_region_year": ["/browse/340503/2018/", "/browse/340504/2019/"],
        "topic": ["/topic/mch/"],
        "year": ["/year/2018/", "/year/2019/"],
        "kind": ["/kind/summary/"],
        "coverage": [f"/coverage/{one}" for one in levels],
        "coverage_csv": [f"/coverage.csv{one}" for one in levels],
        "coverage_cell": ["/coverage/340503/2018/", "/coverage/340504/2019/", "/coverage/340000/2018/"],
    }


def _of_reports(hidden: Hidden, other: Report) -> dict[str, list[str]]:
    shown, gone = hidden.revised.public_id, hidden.withdrawn.public_id
    report = [f"/r/{shown}/", f"/r/{gone}/", f"/r/{other.public_id}/"]
    return {
        "report": report,
        "report_txt": [f"{one[:-1]}.txt" for one in report],
        "report_json": [f"{one[:-1]}.json" for one in report],
        "report_figures_csv": [f"{one}figures.csv" for one in report],
        "history": [f"{one}history/" for one in report],
        "revision": [f"/r/{shown}/v2/", f"/r/{gone}/v1/"],
        "original": [f"/r/{shown}/v2/original", f"/r/{gone}/v1/original"],
        "section": [f"/r/{other.public_id}/{_section_of(other)}/", f"/r/{gone}/s0/"],
    }


def _of_comparisons(hidden: Hidden, other: Report) -> dict[str, list[str]]:
    gone, diff = hidden.withdrawn.public_id, "mode=diff&force=1"
    both = f"r={hidden.revised.public_id}&r={other.public_id}"
    return {
        "compare": [f"/compare{one}" for one in ("", f"?{both}", f"?{both}&r={gone}", f"?{both}&{diff}")],
        "compare_csv": [f"/compare.csv?{both}", f"/compare.csv?{both}&r={gone}"],
        "differences_csv": [f"/compare/differences.csv?{both}"],
        "compare_repair": [f"/compare/pairing?{both}&section={other.public_id}.{_section_of(other)}"],
    }


def _of_indicators(hidden: Hidden) -> dict[str, list[str]]:
    slug = Indicator.objects.get(pk=_indicator(hidden)).slug
    return {
        "indicators": ["/indicators/", "/indicators/?held=1"],
        "indicators_csv": ["/indicators.csv"],
        "indicator": [f"/indicators/{slug}/{one}" for one in ("", "?role=goals", "?region=34")],
        "indicator_csv": [f"/indicators/{slug}.csv"],
    }


def _of_searches() -> dict[str, list[str]]:
    hidden_words = [f"?q={quote(word)}" for word in SECRETS]
    searches = ["", "?q=%E7%AD%BE%E7%BA%A6", "?region=34&year=2018-2020", *hidden_words]
    typed = ("家庭", "签", *(word[0] for word in SECRETS))
    return {
        "search": [f"/search{one}" for one in searches],
        "search_csv": [f"/search.csv{one}" for one in searches[1:]],
        "search_complete": [f"/search/complete?q={quote(one)}" for one in typed],
        "search_related": [f"/search/related{one}" for one in searches if "q=" in one],
    }


def _section_of(report: Report) -> str:
    """The anchor of the last section with a text."""
    return report.current_revision.sections.exclude(body="").filter(level__gt=0).last().anchor


def _indicator(hidden: Hidden) -> int:
    """The indicator of the figure that was set aside, as the text before it names it too."""
    before = Figure.objects.filter(revision__report=hidden.revised, revision__number=1)
    found = before.filter(indicator__isnull=False).values_list("indicator_id", flat=True).first()
    assert found, "the superseded text must have a figure of an indicator"
    return found


@dataclass(frozen=True)
class Answer:
    """All that a reader gets: status, headers and bytes."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def told(self, word: str) -> bool:
        return word in self.text or any(word in value for _name, value in self.headers)


def ask(client, address: str, **headers: str) -> Answer:
    response = client.get(address, headers=headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    shown = tuple(sorted((name, value) for name, value in response.items()))
    return Answer(response.status_code, shown, _TOKEN.sub(b"", body))


def links(answer: Answer, address: str) -> list[str]:
    """The addresses on this site that a page leads to, without the places in them."""
    if dict(answer.headers)["Content-Type"] != "text/html; charset=utf-8" or not answer.body:
        return []
    found = html.fromstring(answer.text).xpath("//a/@href")
    whole = [urldefrag(urljoin(f"http://testserver{address}", one)).url for one in found]
    own = [one.removeprefix("http://testserver") for one in whole if one.startswith("http://testserver/")]
    return list(dict.fromkeys(own))
