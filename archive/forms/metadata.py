"""The metadata of a draft: filled with what the machine recognised, corrected by a person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from archive import lexicons, rows
from archive.corrections import EDITABLE, Corrections, corrected_metadata
from archive.forms.region import Division, RegionField
from archive.ingest.types import Metadata
from archive.models import Report

_FIELD = {"class": "field"}
_WRONG_YEAR = _("年度请填 1949 至 2100 之间的四位数字，不详可留空。")
_YEAR_ERRORS = {"invalid": _WRONG_YEAR, "min_value": _WRONG_YEAR, "max_value": _WRONG_YEAR}
_WRONG_DATE = {"invalid": _("日期请写成 2025-03-12 的样子，不详可留空。")}
_WRONG_CHOICE = {"invalid_choice": _("请在列出的各项中选择。")}
_WRONG_ADDRESS = {"invalid": _("网址请写成 http://www.example.gov.cn/… 的样子，不详可留空。")}
_PICK = "region_pick"


def _year_field(label: StrOrPromise) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1949,
        max_value=2100,
        required=False,
        error_messages=_YEAR_ERRORS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
    )


def _date_field(label: StrOrPromise) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        error_messages=_WRONG_DATE,
        widget=forms.TextInput(attrs={"placeholder": "2025-03-12", "inputmode": "numeric"}),
    )


class MetadataForm(forms.Form):
    """The metadata of a draft, each field filled with what the machine recognised."""

    title = forms.CharField(label=_("标题"), max_length=300, error_messages={"required": _("请填写标题。")})
    region_code = RegionField(
        label=_("地区"),
        max_length=60,
        required=False,
        help_text=_("地区名或六位区划代码；不详可留空"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-regions": reverse_lazy("staff_regions")}),
    )
    reporting_year = _year_field(_("报告年度"))
    plan_year = _year_field(_("计划年度"))
    kind = forms.ChoiceField(label=_("种类"), error_messages=_WRONG_CHOICE)
    issuer = forms.CharField(label=_("发布机构"), max_length=120, required=False)
    doc_no = forms.CharField(label=_("文号"), max_length=80, required=False)
    index_no = forms.CharField(label=_("索引号"), max_length=80, required=False)
    published = _date_field(_("发布日期"))
    signed = _date_field(_("成文日期"))
    source_name = forms.CharField(label=_("来源名称"), max_length=200, required=False)
    source_url = forms.URLField(
        label=_("来源网址"),
        max_length=500,
        required=False,
        assume_scheme="http",
        error_messages=_WRONG_ADDRESS,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )
    source_type = forms.ChoiceField(label=_("来源类型"), required=False, error_messages=_WRONG_CHOICE)

    def __init__(self, posted: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(_with_picked_region(posted), label_suffix="", **kwargs)
        self._offer("kind", list(lexicons.kind_labels().items()))
        self._offer("source_type", [("", _("未详")), *lexicons.source_labels().items()])
        for field in self.fields.values():
            field.widget.attrs.update(_FIELD)

    def _offer(self, name: str, choices: list[tuple[str, StrOrPromise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        machine = self.initial.get(name) or ""
        known = {code for code, _label in choices}
        unknown = bool(machine) and machine not in known
        field.choices = [*choices, (machine, machine)] if unknown else choices

    @property
    def region_matches(self) -> list[Division]:
        """Return the divisions the typed name may mean, for a person to choose one."""
        errors = self.errors.as_data().get("region_code", []) if self.is_bound else []
        return [one for error in errors for one in (error.params or {}).get("matches", [])]

    def values(self) -> dict[str, Any]:
        """Return the cleaned values under Metadata's names: dates as ISO strings, blanks as None."""
        cleaned = {name: self.cleaned_data.get(name) for name in EDITABLE}
        for name in ("published", "signed"):
            day = cleaned[name]
            cleaned[name] = day.isoformat() if day else None
        cleaned["source_type"] = cleaned["source_type"] or ""
        return {name: None if v == "" and name != "source_type" else v for name, v in cleaned.items()}


def metadata_initial(metadata: Metadata, corrections: Corrections) -> dict[str, Any]:
    """Return initial values of MetadataForm: the machine's, overlaid with corrections already kept."""
    current = corrected_metadata(metadata, corrections)
    return _with_region_name({name: getattr(current, name) for name in EDITABLE})


def report_initial(report: Report) -> dict[str, Any]:
    """Return initial values of MetadataForm: those in force of a published report."""
    held = rows.snapshot(report)
    return _with_region_name({name: held[name] for name in EDITABLE})


def _with_region_name(values: dict[str, Any]) -> dict[str, Any]:
    year = values["reporting_year"] or values["plan_year"]
    region = rows.region_for(values["region_code"], year)
    return values if region is None else {**values, "region_code": f"{region.full_name} {region.code}"}


def amended_values(form: MetadataForm, report: Report) -> Mapping[str, Any]:
    """Return only the values a person set differently from those in force of a report."""
    held = rows.snapshot(report)
    return {name: value for name, value in form.values().items() if (value or None) != (held[name] or None)}


def changed_values(form: MetadataForm, metadata: Metadata) -> Mapping[str, Any]:
    """Return only the values a person set differently from the machine."""
    return {
        name: value
        for name, value in form.values().items()
        if (value or None) != (getattr(metadata, name) or None)
    }


def _with_picked_region(posted: QueryDict | None) -> QueryDict | None:
    """Return what was posted, the division chosen from an offered list in the place of what was typed."""
    picked = posted.get(_PICK) if posted else None
    if posted is None or not picked:
        return posted
    changed = posted.copy()
    changed["region_code"] = picked
    return changed
