"""What staff fill in when they looked for a report and found none public."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from archive.forms.region import Division, RegionField

_FIELD = {"class": "field"}
_WRONG_YEAR = _("年度请填四位数字，如 2019。")
_NO_DAY = _("日期请写成 2025-03-12 的样子。")


def _year_field(label: StrOrPromise, *, required: bool) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1000,
        max_value=9999,
        required=required,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _WRONG_YEAR),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, **_FIELD}),
    )


class CoverageMarkForm(forms.Form):
    """A division, one year or a range, and what was found on which day."""

    region = RegionField(
        label=_("地区"),
        max_length=60,
        error_messages={"required": _("请填写地区。")},
        help_text=_("地区名或六位区划代码；标记的是这一级部门自己的报告"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "data-regions": reverse_lazy("staff_regions"), **_FIELD}
        ),
    )
    year = _year_field(_("年度"), required=True)
    until = _year_field(_("至年度（连续几年时填）"), required=False)
    checked_on = forms.DateField(
        label=_("查询日期"),
        error_messages={"required": _NO_DAY, "invalid": _NO_DAY},
        widget=forms.DateInput(attrs={"type": "date", **_FIELD}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=300,
        required=False,
        help_text=_("在哪里怎样查的，读者可见"),
        widget=forms.TextInput(attrs=_FIELD),
    )
    source_url = forms.URLField(
        label=_("查询的网址"),
        max_length=500,
        required=False,
        assume_scheme="http",
        error_messages={"invalid": _("网址请写成 http://www.example.gov.cn/… 的样子，不详可留空。")},
        widget=forms.TextInput(attrs={"inputmode": "url", **_FIELD}),
    )

    seen = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, posted: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(_with_picked_region(posted), label_suffix="", **kwargs)

    @property
    def marks_seen(self) -> dict[int, str]:
        """Return the marks the page showed when this was filled in; call it on a valid form."""
        pairs = (one.partition("@") for one in self.cleaned_data["seen"].split())
        return {int(year): at for year, _sign, at in pairs if year.isascii() and year.isdecimal()}

    @property
    def region_matches(self) -> list[Division]:
        """Return the divisions the typed name may mean, for a person to choose one."""
        errors = self.errors.as_data().get("region", [])
        return [one for error in errors for one in (error.params or {}).get("matches", [])]


def seen_in_form(seen: Mapping[int, str]) -> str:
    """Return marks as the hidden field holds them: 2019@digest 2020@digest."""
    return " ".join(f"{year}@{at}" for year, at in seen.items())


def _with_picked_region(posted: QueryDict | None) -> QueryDict | None:
    """Return what was posted, the division chosen from an offered list in the place of what was typed."""
    picked = posted.get("region_pick") if posted else None
    if posted is None or not picked:
        return posted
    changed = posted.copy()
    changed["region"] = picked
    return changed
