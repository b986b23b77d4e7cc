"""Reports with several versions, and what a page of their differences says."""

import html
import re
from dataclasses import dataclass

from django.urls import reverse

from archive.models import Report
from tests.factories import published_report

FIRST = (
    ("一、", "工作情况", "全区人口稳定。新建中医馆4个，覆盖率达到95.88%。\n培训乡村医生四百五十人次。"),
    ("二、", "存在问题", "人才短缺，设备老旧，投入不足。"),
)
SECOND = (
    ("一、", "工作情况", "全区人口稳定。新建国医堂4个，覆盖率达到96.1%。\n培训乡村医生四百五十人次。"),
    ("二、", "存在问题", "人才短缺，设备老旧，投入不足。"),
)


def with_version(report: Report, *parts) -> Report:
    """Give a report one more version, the current one, made of parts as `published_report` takes them."""
    made = published_report(*parts)
    revision = made.current_revision
    Report.objects.filter(pk=made.pk).update(current_revision=None)
    revision.report, revision.number = report, report.revisions.count() + 1
    revision.save()
    made.delete()
    report.current_revision = revision
    report.save()
    return report


def two_versions() -> Report:
    """A report whose second version says two things otherwise."""
    return with_version(published_report(*FIRST, title="雨山区总结"), *SECOND)


@dataclass(frozen=True)
class Page:
    """A page of differences."""

    source: str

    @property
    def text(self) -> str:
        """What is read, tags taken out."""
        return " ".join(html.unescape(re.sub(r"<[^>]+>", "", self.source)).split())

    def marked(self, tag: str) -> list[str]:
        """The words inside `del` or `ins`, without what is said of them."""
        found = re.findall(
            rf'<{tag}[^>]*><span class="vh"[^>]*>[^<]*</span>(.*?)</{tag}>', self.source, re.DOTALL
        )
        return [html.unescape(words) for words in found]

    @property
    def ids(self) -> list[str]:
        """All ids, as they stand."""
        return re.findall(r' id="([^"]+)"', self.source)

    @property
    def targets(self) -> set[str]:
        """Ids that links of the page lead to."""
        return set(re.findall(r'href="#([^"]+)"', self.source)) - {"main"}


def page(client, *names: str, **asked: str) -> Page:
    """Ask for the differences of the texts named."""
    response = client.get(reverse("compare"), {"mode": "diff", "r": names, **asked})
    assert response.status_code == 200
    return Page(response.content.decode())


def of_versions(client, report: Report, **asked: str) -> Page:
    """Ask for the differences of the first and the second version."""
    return page(client, f"{report.public_id}.v1", f"{report.public_id}.v2", **asked)
