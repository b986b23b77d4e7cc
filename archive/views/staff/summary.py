"""What a person should look at before publishing, each with the place on the page it is about."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.views.staff.near import NearRow
from archive.views.staff.sheet import Sheet

_PLACES = {"sections": "#outline-h", "text": "?view=raw"}


@dataclass(frozen=True)
class Problem:
    """One sentence, and the address of what it is about: a fragment of the page, or another view.

    `heading` says what became of the post, where the sentence is a refusal.
    """

    sentence: str
    address: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Summary:
    """Errors keep the page from being stored; doubts are for a person to confirm."""

    errors: tuple[Problem, ...]
    doubts: tuple[Problem, ...]

    @property
    def heading(self) -> str:
        """What stands over the errors."""
        return next((one.heading for one in self.errors if one.heading), "")


def problems(sheet: Sheet, near: Sequence[NearRow], refusal: Problem | None = None) -> Summary:
    """Return what stands at the top of the preview."""
    refused = (refusal,) if refusal else ()
    errors = (*refused, *_field_errors(sheet), *_row_errors(sheet))
    # What can be settled on this page comes before what is looked at elsewhere.
    doubts = sorted(_doubts(sheet, near), key=lambda one: not one.address.startswith("#"))
    return Summary(errors, tuple(doubts))


def doubts_by_field(sheet: Sheet) -> dict[str, list[str]]:
    """Return the warnings to be repeated beside the fields they are about."""
    found: dict[str, list[str]] = {}
    for warning in sheet.draft.warnings:
        if warning.field not in sheet.kept.values:
            found.setdefault(warning.field, []).append(warning.message)
    return found


def _field_errors(sheet: Sheet) -> Iterator[Problem]:
    if not sheet.form.is_bound:
        return
    for field in sheet.form:
        for error in field.errors:
            yield Problem(f"{field.label}：{error}", f"#{field.id_for_label}")


def _row_errors(sheet: Sheet) -> Iterator[Problem]:
    for row in sheet.outline.rows:
        for errors in row.form.errors.values() if row.form.is_bound else ():
            yield Problem(f"{row.name}：{errors[0]}", f"#{row.form['level'].id_for_label}")


def _doubts(sheet: Sheet, near: Sequence[NearRow]) -> Iterator[Problem]:
    for warning in sheet.draft.warnings:
        field = warning.field
        if field in sheet.kept.values:  # a person has given the value
            continue
        place = f"#id_{field}" if field in sheet.form.fields else _PLACES.get(field, "")
        yield Problem(warning.message, place)
    for row in near:
        if not row.noted.decision:
            words = {"title": row.noted.report.title, "percent": row.noted.percent}
            yield Problem(_("与已收录的《%(title)s》有 %(percent)s%% 相同，请决定如何处理") % words, "#dup")
    if sheet.draft.repairs:
        count = {"n": len(sheet.draft.repairs)}
        yield Problem(_("有 %(n)s 处受损文字，附有修复建议") % count, "#repairs")
