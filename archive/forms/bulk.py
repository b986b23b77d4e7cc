"""What is set on many files at once, and which rows of the record are shown."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from archive import lexicons
from archive.forms.region import RegionField
from archive.models import Action

_FIELD = {"class": "field"}
_WRONG_YEAR = gettext_lazy("年度请填 1949 至 2100 之间的四位数字。")
_WRONG_DAY = gettext_lazy("日期请写成 2025-03-12 的样子。")
_DAY_OUT_OF_RANGE = gettext_lazy("日期请填 1949 至 2999 年之间的一天。")
_WRONG_CHOICE = gettext_lazy("请在列出的各项中选择。")


def _year_field(label: StrOrPromise) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1949,
        max_value=2100,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WRONG_YEAR),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, **_FIELD}),
    )


def _day_field(label: StrOrPromise) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        error_messages={"invalid": _WRONG_DAY},
        # Days at the ends of the calendar have no neighbour and no time zone.
        validators=[
            MinValueValidator(date(1949, 1, 1), _DAY_OUT_OF_RANGE),
            MaxValueValidator(date(2999, 12, 31), _DAY_OUT_OF_RANGE),
        ],
        widget=forms.DateInput(attrs={"type": "date", **_FIELD}, format="%Y-%m-%d"),
    )


def _choice_field(label: StrOrPromise) -> forms.ChoiceField:
    errors = {"invalid_choice": _WRONG_CHOICE}
    return forms.ChoiceField(
        label=label, required=False, error_messages=errors, widget=forms.Select(attrs=_FIELD)
    )


class BulkForm(forms.Form):
    """What to set on every ticked file; what is left empty stays as it is."""

    reporting_year = _year_field(gettext_lazy("报告年度"))
    plan_year = _year_field(gettext_lazy("计划年度"))
    region_code = RegionField(
        label=gettext_lazy("地区"), max_length=60, required=False, widget=forms.TextInput(attrs=_FIELD)
    )
    kind = _choice_field(gettext_lazy("种类"))

    def __init__(self, posted: QueryDict | None = None) -> None:
        super().__init__(posted, auto_id="bulk_%s", label_suffix="")
        _offer(self, "kind", [("", _("不改")), *lexicons.kind_labels().items()])

    def values(self) -> dict[str, Any]:
        """Return the values that were filled in."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class AuditFilter(forms.Form):
    """Which rows of the record to show; everything is optional."""

    q = forms.CharField(
        label=gettext_lazy("对象"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": gettext_lazy("文件名、标题或报告编号"), **_FIELD}),
    )
    action = _choice_field(gettext_lazy("操作"))
    who = forms.CharField(
        label=gettext_lazy("操作者"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"list": "people", **_FIELD}),
    )
    since = _day_field(gettext_lazy("从"))
    until = _day_field(gettext_lazy("到"))

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, label_suffix="")
        _offer(self, "action", [("", _("全部")), *Action.choices])

    def wanted(self) -> Q:
        """Return the condition asked for; fields with errors ask for nothing."""
        asked = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        found = Q()
        if asked.get("q"):
            found &= Q(subject__icontains=asked["q"]) | Q(report__public_id__icontains=asked["q"])
        if asked.get("action"):
            found &= Q(action=asked["action"])
        if asked.get("who"):
            found &= Q(actor__username=asked["who"])
        if asked.get("since"):
            found &= Q(at__gte=_midnight(asked["since"]))
        if asked.get("until"):
            found &= Q(at__lt=_midnight(asked["until"]) + timedelta(days=1))
        return found


def _offer(form: forms.Form, name: str, choices: list[tuple[str, StrOrPromise]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
    field.choices = choices


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))
