"""Forms of the staff pages: uploading a file, and confirming what was recognised in it."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from archive import lexicons
from archive.corrections import EDITABLE, Corrections, SectionChange
from archive.ingest.types import Metadata, SectionDraft
from archive.models import Region

_FIELD = {"class": "field"}
_WRONG_YEAR = _("年度请填 1949 至 2100 之间的四位数字，不详可留空。")
_YEAR_ERRORS = {"invalid": _WRONG_YEAR, "min_value": _WRONG_YEAR, "max_value": _WRONG_YEAR}
_WRONG_DATE = {"invalid": _("日期请写成 2025-03-12 的样子，不详可留空。")}
_WRONG_CHOICE = {"invalid_choice": _("请在列出的各项中选择。")}
_DROP = "drop"


class UploadForm(forms.Form):
    """One report file."""

    file = forms.FileField(
        label=_("报告文件"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain", **_FIELD}),
        error_messages={
            "required": _("请先选择一个文件。"),
            "empty": _("文件为空，请检查后重新选择。"),
            "max_length": _("文件名太长，请改短后再上传。"),
        },
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if too_large:
            limit = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
            self.fields["file"].error_messages["required"] = _("文件超过 %(limit)s MB，请拆分后再上传。") % {
                "limit": limit
            }


def _year_field(label: StrOrPromise) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1949, max_value=2100, required=False, error_messages=_YEAR_ERRORS
    )


class MetadataForm(forms.Form):
    """The metadata of a draft, each field filled with what the machine recognised."""

    title = forms.CharField(label=_("标题"), max_length=300, error_messages={"required": _("请填写标题。")})
    region_code = forms.CharField(
        label=_("地区"),
        max_length=60,
        required=False,
        help_text=_("六位区划代码，或全名如“安徽省马鞍山市雨山区”；不详可留空"),
    )
    reporting_year = _year_field(_("报告年度"))
    plan_year = _year_field(_("计划年度"))
    kind = forms.ChoiceField(label=_("种类"), error_messages=_WRONG_CHOICE)
    issuer = forms.CharField(label=_("发布机构"), max_length=120, required=False)
    doc_no = forms.CharField(label=_("文号"), max_length=80, required=False)
    index_no = forms.CharField(label=_("索引号"), max_length=80, required=False)
    published = forms.DateField(label=_("发布日期"), required=False, error_messages=_WRONG_DATE)
    signed = forms.DateField(label=_("成文日期"), required=False, error_messages=_WRONG_DATE)
    source_name = forms.CharField(label=_("来源名称"), max_length=200, required=False)
    source_url = forms.URLField(label=_("来源网址"), max_length=500, required=False, assume_scheme="http")
    source_type = forms.ChoiceField(label=_("来源类型"), required=False, error_messages=_WRONG_CHOICE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "kind").choices = list(lexicons.kind_labels().items())
        _choice(self, "source_type").choices = [("", _("未详")), *lexicons.source_labels().items()]
        for field in self.fields.values():
            field.widget.attrs.update(_FIELD)
        for name in ("published", "signed"):
            self.fields[name].widget.attrs["placeholder"] = "2025-03-12"

    def clean_region_code(self) -> str | None:
        """Accept a code or an unambiguous name; return the code, or None when left empty."""
        typed = re.sub(r"\s", "", self.cleaned_data["region_code"])
        if not typed:
            return None
        if typed.isdigit():
            if Region.objects.filter(code=typed).exists():
                return typed
            raise forms.ValidationError(_("没有代码为 %(code)s 的地区，请核对。"), params={"code": typed})
        return _code_by_name(typed)

    def values(self) -> dict[str, Any]:
        """Return the cleaned values under Metadata's names: dates as ISO strings, blanks as None."""
        cleaned = {name: self.cleaned_data.get(name) for name in EDITABLE}
        for name in ("published", "signed"):
            day = cleaned[name]
            cleaned[name] = day.isoformat() if day else None
        cleaned["source_type"] = cleaned["source_type"] or ""
        return {name: None if v == "" and name != "source_type" else v for name, v in cleaned.items()}


class SectionForm(forms.Form):
    """Level, role and topic of one section."""

    level = forms.ChoiceField(label=_("层级"), error_messages=_WRONG_CHOICE)
    role = forms.ChoiceField(label=_("角色"), required=False, error_messages=_WRONG_CHOICE)
    topic = forms.ChoiceField(label=_("主题"), required=False, error_messages=_WRONG_CHOICE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [("0", _("前言")), *((str(n), _("%(n)s 级") % {"n": n}) for n in range(1, 7))]
        _choice(self, "level").choices = [*levels, (_DROP, _("删去"))]
        _choice(self, "role").choices = [("", _("未定")), *lexicons.role_labels().items()]
        _choice(self, "topic").choices = [("", _("未定")), *lexicons.topic_labels().items()]

    def change_from(self, section: SectionDraft) -> SectionChange:
        """Return what the person changed about `section`; nothing set where they agree."""
        level, role, topic = (self.cleaned_data[name] for name in ("level", "role", "topic"))
        if level == _DROP:
            return SectionChange(drop=True)
        primary = section.topics[0] if section.topics else ""
        return SectionChange(
            level=None if int(level) == section.level else int(level),
            role=None if role == section.role else role,
            topic=None if topic == primary else topic,
        )


def metadata_initial(metadata: Metadata, corrections: Corrections) -> dict[str, Any]:
    """Return initial values of MetadataForm: the machine's, overlaid with corrections already kept."""
    return {name: getattr(metadata, name) for name in EDITABLE} | dict(corrections.values)


def section_initial(section: SectionDraft, change: SectionChange) -> dict[str, str]:
    """Return initial values of SectionForm for one section and the change already kept for it."""
    machine_topic = section.topics[0] if section.topics else ""
    level = _DROP if change.drop else str(section.level if change.level is None else change.level)
    return {
        "level": level,
        "role": section.role if change.role is None else change.role,
        "topic": machine_topic if change.topic is None else change.topic,
    }


def changed_values(form: MetadataForm, metadata: Metadata) -> Mapping[str, Any]:
    """Return only the values a person set differently from the machine."""
    return {
        name: value
        for name, value in form.values().items()
        if (value or None) != (getattr(metadata, name) or None)
    }


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
    return field


def _code_by_name(typed: str) -> str:
    candidates = Region.objects.current().select_related("parent__parent")
    named = [r for r in candidates if typed.endswith(r.name)]
    found = [r for r in named if r.full_name.endswith(typed)] or [r for r in named if r.full_name == typed]
    if len(found) == 1:
        return found[0].code
    if found:
        raise forms.ValidationError(
            _("有 %(n)s 个地区叫“%(name)s”，请写全省、市、县。"), params={"n": len(found), "name": typed}
        )
    raise forms.ValidationError(_("没有找到地区“%(name)s”，请核对或改填六位代码。"), params={"name": typed})
