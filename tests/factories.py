"""Makers of saved rows, each complete enough to be shown on a page."""

import hashlib
from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from archive.models import (
    CoverageMark,
    Evidence,
    Figure,
    Indicator,
    IndicatorAlias,
    Region,
    Report,
    Revision,
    Section,
    SourceFile,
)


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


class IndicatorFactory(DjangoModelFactory):
    """An indicator measured in percent; made only if there is none of this code."""

    class Meta:
        model = Indicator
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"indicator-{n}")
    name = factory.Sequence(lambda n: f"第{n}项指标")
    definition = "报告中写明的比率。"
    unit = "%"
    units = "%"
    measure = "rate"


class IndicatorAliasFactory(DjangoModelFactory):
    """A further name of an indicator."""

    class Meta:
        model = IndicatorAlias

    indicator = factory.SubFactory(IndicatorFactory)
    term = factory.Sequence(lambda n: f"第{n}个别名")


class FigureFactory(DjangoModelFactory):
    """A number of a revision; `figure_in` makes one from the words of a report."""

    class Meta:
        model = Figure

    order = factory.Sequence(int)
    start = 0
    end = factory.LazyAttribute(lambda figure: figure.start + len(figure.quoted))
    sentence_start = factory.SelfAttribute("start")
    sentence_end = factory.SelfAttribute("end")
    name_rule = "before"
    value = Decimal(1)


class CoverageMarkFactory(DjangoModelFactory):
    """Nothing public was found of a division and year."""

    class Meta:
        model = CoverageMark

    region_code = "340504"
    year = 2019
    checked_on = date(2024, 3, 1)


def figure_in(report: Report, quoted: str, **columns) -> Figure:
    """A figure of a report's current text where `quoted` first stands, with its section and sentence.

    Its name is found in the text too, where `columns` give one that stands there.
    """
    revision = report.current_revision
    start = revision.text.index(quoted)
    ends = (revision.text.find(mark, start) for mark in "。\n")
    name = columns.get("name", "")
    named = revision.text.rfind(name, 0, start) if name else -1
    return FigureFactory(
        **{
            "revision": revision,
            "section": revision.sections.filter(start__lte=start, end__gte=start).last(),
            "start": start,
            "quoted": quoted,
            "name_spans": [[named, named + len(name)]] if named >= 0 else [],
            "sentence_start": 1 + max(revision.text.rfind(mark, 0, start) for mark in "。\n"),
            "sentence_end": min((end for end in ends if end >= 0), default=len(revision.text)),
            **columns,
        }
    )


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
    report.show(revision)
    report.save()
    return report
