"""Reports to be compared: published ones with sections given in a word, and the comparison of them."""

from django.http import QueryDict

from archive.models import Evidence, Report
from archive.views.compare.address import compare_address, read_address
from archive.views.compare.layout import Layout, lay_out
from tests.factories import ReportFactory, RevisionFactory, SectionFactory

TCM = ("done", "tcm", "发展中医药", "全区建成中医馆六家。")
TCM_PLAN = ("plan", "tcm", "明年中医药", "再建中醫館兩家。")
MCH = ("done", "mch", "妇幼健康", "开展两癌筛查。")


def held(number, *sections, title=None, inferred=(), defects=(), **columns) -> Report:
    """A published report whose sections are (role, topic, heading, body) in order, anchored s0, s100, …"""
    report = ReportFactory(
        public_id=f"340504-20{number:02}-{number:04x}",
        title=title or f"第{number}份总结",
        reporting_year=2000 + number,
        **columns,
    )
    revision = RevisionFactory(report=report, defects=list(defects))
    for order, (role, topic, heading, body) in enumerate(sections):
        SectionFactory(
            revision=revision,
            order=order,
            start=order * 100,
            end=order * 100 + 100,
            label=f"{order + 1}、",
            heading=heading,
            role=role,
            topics=[topic] if topic else [],
            body=body,
        )
    for field in inferred:
        Evidence.objects.create(revision=revision, field=field, rule="vote", inferred=True)
    report.current_revision = revision
    report.save()
    return report


def address_of(*reports, **others) -> str:
    """The address comparing these reports."""
    return compare_address([one.public_id for one in reports], **others)


def layout_of(*reports, **others) -> Layout:
    """The comparison of these reports laid out; `others` are further parameters."""
    return lay_out(read_address(QueryDict(address_of(*reports, **others).partition("?")[2])))


def table_of(*reports, **others):
    """The table of sections of these reports."""
    return layout_of(*reports, **others).table


def shown(client, *reports, **others):
    """The answer of the compare page."""
    response = client.get(address_of(*reports, **others))
    assert response.status_code == 200
    return response


def end(report, order=0) -> str:
    """A section as addresses name it."""
    return f"{report.public_id}.s{order * 100}"
