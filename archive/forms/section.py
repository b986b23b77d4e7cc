"""One row of the outline editor: level, role and topic of a section, or that it is dropped or merged."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from archive import lexicons
from archive.corrections import SectionChange
from archive.ingest.types import SectionDraft

DROP = "drop"
MERGE = "merge"

LEVELS: Mapping[int, StrOrPromise] = {
    0: _("前言"),
    1: _("一级"),
    2: _("二级"),
    3: _("三级"),
    4: _("四级"),
    5: _("五级"),
    6: _("六级"),
}
_WRONG_CHOICE = {"invalid_choice": _("请在列出的各项中选择。")}


class SectionForm(forms.Form):
    """Level, role and topic of one section; `section` is what the machine made of it."""

    level = forms.ChoiceField(label=_("层级"), error_messages=_WRONG_CHOICE)
    role = forms.ChoiceField(label=_("角色"), required=False, error_messages=_WRONG_CHOICE)
    topic = forms.ChoiceField(label=_("主题"), required=False, error_messages=_WRONG_CHOICE)

    def __init__(self, *args: Any, section: SectionDraft, is_first: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        ways: list[tuple[str, StrOrPromise]] = [(DROP, _("删去"))]
        if not is_first:  # nothing stands before the first section
            ways.insert(0, (MERGE, _("并入上一节")))
        levels = [*LEVELS, *range(max(LEVELS) + 1, section.level + 1)]
        self._offer("level", [*((str(level), level_name(level)) for level in levels), *ways])
        self._offer("role", _choices(lexicons.role_labels().items(), section.role))
        self._offer("topic", _choices(lexicons.topic_labels().items(), _topic(section)))

    def _offer(self, name: str, choices: list[tuple[str, StrOrPromise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        field.choices = choices

    def change(self) -> SectionChange:
        """Return what the person changed about the section; nothing set where they agree."""
        level, role, topic = (self.cleaned_data[name] for name in ("level", "role", "topic"))
        moved = None if level in (DROP, MERGE) or int(level) == self.section.level else int(level)
        return SectionChange(
            level=moved,
            role=None if role == self.section.role else role,
            topic=None if topic == _topic(self.section) else topic,
            drop=level == DROP,
            merge=level == MERGE,
        )


def section_initial(section: SectionDraft, change: SectionChange) -> dict[str, str]:
    """Return initial values of SectionForm for one section and the change already kept for it."""
    level = str(section.level if change.level is None else change.level)
    return {
        "level": DROP if change.drop else MERGE if change.merge else level,
        "role": section.role if change.role is None else change.role,
        "topic": _topic(section) if change.topic is None else change.topic,
    }


def level_name(level: int) -> StrOrPromise:
    """Return the name of a level as the outline shows it."""
    return LEVELS.get(level) or _("第 %(n)s 级") % {"n": level}


def _topic(section: SectionDraft) -> str:
    return section.topics[0] if section.topics else ""


def _choices(labels: Iterable[tuple[str, str]], machine: str) -> list[tuple[str, StrOrPromise]]:
    """Return the choices, none first; what the machine said is always among them."""
    known = dict(labels)
    extra = {machine: machine} if machine and machine not in known else {}
    return [("", _("未定")), *known.items(), *extra.items()]
