"""Makers of saved rows, each complete enough to be shown on a page."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from archive.models import Evidence, Region, Report, Revision, Section, SourceFile


class RegionFactory(DjangoModelFactory):
    """A division of the table as it stands today; made only if the table lacks it."""

    class Meta:
        model = Region
        django_get_or_create = ("code", "valid_from", "name")

    code = "340504"
    name = "雨山区"
    level = Region.Level.COUNTY
    valid_from = 1981


class SourceFileFactory(DjangoModelFactory):
    """Received bytes, of which only the checksum exists."""

    class Meta:
        model = SourceFile

    sha256 = factory.Sequence(lambda n: hashlib.sha256(str(n).encode()).hexdigest())
    size = 100
    name = factory.Sequence(lambda n: f"报告{n}.txt")
    media_type = "text/plain"


class ReportFactory(DjangoModelFactory):
    """A published report without a text; `published_report` makes one with sections."""

    class Meta:
        model = Report

    public_id = factory.Sequence(lambda n: f"340504-2022-{n:04x}")
    title = "雨山区卫健委2022年工作总结"
    kind = "summary"
    reporting_year = 2022


class RevisionFactory(DjangoModelFactory):
    """A text of a report."""

    class Meta:
        model = Revision

    report = factory.SubFactory(ReportFactory)
    number = 1
    source_file = factory.SubFactory(SourceFileFactory)
    text = ""
    encoding = "utf-8"
    main_start = 0
    main_end = factory.LazyAttribute(lambda revision: len(revision.text))
    pipeline_version = "1"


class EvidenceFactory(DjangoModelFactory):
    """Why a field has its value: by default it was inferred."""

    class Meta:
        model = Evidence

    rule = "rule"
    inferred = True


class SectionFactory(DjangoModelFactory):
    """A section of level 1; give `start`, `end` and what is to be shown."""

    class Meta:
        model = Section

    order = factory.Sequence(int)
    level = 1
    machine_level = factory.SelfAttribute("level")


def published_report(*parts, defects=(), evidence=(), **columns) -> Report:
    """A published report whose text is `parts`: (label, heading, body, more section columns).

    A part without heading is a preface with a supplied one. `evidence` are dicts of
    Evidence columns; `defects` are [start, end, kind].
    """
    text, sections = "", []
    for label, heading, body, *more in parts:
        start = len(text)
        text += label + heading
        begins = len(text)
        text += body
        sections.append(
            {
                "start": start,
                "end": len(text),
                "label": label,
                "level": 1 if heading else 0,
                "heading": heading or "(前言)",
                "heading_supplied": not heading,
                "heading_pieces": [[start + len(label), begins]] if heading else [],
                "paragraphs": [[[begins, len(text)]]] if body else [],
                "body": body,
                **(more[0] if more else {}),
            }
        )
        text += "\n"
    report = ReportFactory(**columns)
    revision = RevisionFactory(report=report, text=text, defects=list(defects))
    for order, section in enumerate(sections):
        SectionFactory(revision=revision, order=order, **section)
    for item in evidence:
        EvidenceFactory(revision=revision, **item)
    report.current_revision = revision
    report.save()
    return report
