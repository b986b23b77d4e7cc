"""The names and values of the append-only record as people read them: words for the codes it keeps."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from archive import lexicons
from archive.models import Intake, Report, Resemblance
from archive.views.card import LABELS

_NAMES: Mapping[str, StrOrPromise] = {
    **LABELS,
    "issuer_inferred": gettext_lazy("推断的发布机构"),
    "published_time": gettext_lazy("发布时刻"),
    "reporting_year_claimed": gettext_lazy("标题所称年度"),
    "state": gettext_lazy("状态"),
    "reason": gettext_lazy("原因"),
    "withdrawn_reason": gettext_lazy("撤下原因"),
    "revision": gettext_lazy("版本"),
    "repost_of": gettext_lazy("转载自"),
    "sha256": gettext_lazy("校验和"),
    "decision": gettext_lazy("处理"),
    "share": gettext_lazy("相同百分比"),
    "cuts": gettext_lazy("拆分处"),
    "sections": gettext_lazy("章节"),
    "level": gettext_lazy("层级"),
    "role": gettext_lazy("角色"),
    "topic": gettext_lazy("主题"),
    "drop": gettext_lazy("删去"),
    "merge": gettext_lazy("并入上一节"),
    "username": gettext_lazy("用户名"),
    "name": gettext_lazy("名称"),
    "first_name": gettext_lazy("名"),
    "last_name": gettext_lazy("姓"),
    "email": gettext_lazy("电子邮件"),
    "password": gettext_lazy("密码"),
    "is_active": gettext_lazy("可以登录"),
    "is_staff": gettext_lazy("可以进数据表"),
    "is_superuser": gettext_lazy("超级用户"),
    "groups": gettext_lazy("角色组"),
    "permissions": gettext_lazy("权限"),
    "terms": gettext_lazy("词语"),
    "relation": gettext_lazy("关系"),
    "note": gettext_lazy("说明或来源"),
    "active": gettext_lazy("启用"),
    "definition": gettext_lazy("定义"),
    "measure": gettext_lazy("类型"),
    "unit": gettext_lazy("单位"),
    "units": gettext_lazy("可有的单位"),
    "without": gettext_lazy("不含的词"),
    "aliases": gettext_lazy("别名"),
    "indicator": gettext_lazy("指标"),
    "by_hand": gettext_lazy("人工指定"),
    "dismissed": gettext_lazy("剔除"),
    "checked_on": gettext_lazy("查询日期"),
}
_PASSED_OVER = ("values",)  # the part of a path that says nothing to people


def name_in_words(path: str) -> str:
    """Return a recorded name, such as `values.title` or `sections.120.level`, in words."""
    parts = [part for part in path.split(".") if part not in _PASSED_OVER]
    return " ".join(str(_NAMES.get(part, part)) for part in parts)


def value_in_words(path: str, value: Any) -> str:
    """Return a recorded value in words; what is no code of ours is returned as it stands."""
    if value is True:
        return _("是")
    if isinstance(value, list):
        return _("、").join(str(one) for one in value)
    return str(_codes(path.rpartition(".")[2]).get(str(value), value))


def _codes(name: str) -> Mapping[str, StrOrPromise]:
    choices: Mapping[str, Mapping[str, Any]] = {
        "state": {**dict(Report.State.choices), **dict(Intake.State.choices)},
        "decision": dict(Resemblance.Decision.choices),
        "kind": lexicons.kind_labels(),
        "source_type": lexicons.source_labels(),
        "role": lexicons.role_labels(),
        "topic": lexicons.topic_labels(),
    }
    return choices.get(name, {})
