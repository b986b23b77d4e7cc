"""The form of a set of words, and the filter over all sets."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from archive.services.records import printable
from archive.text.fold import fold
from search.lexicon.editing import Wording, faults
from search.models import Origin, Relation, SynonymSet

_FIELD = {"class": "field"}
_WRONG_CHOICE = {"invalid_choice": _("请在列出的各项中选择。")}
_LONGEST_FORM = 2000  # characters of all terms together; more is no set of words

RELATION_HELP = (
    (Relation.EQUAL, _("意思相同，查任何一个都会查到其余的。")),
    (Relation.SHORT, _("简称和全称，查任何一个都会查到其余的。")),
    (Relation.LINEAGE, _("同一机构或工作前后的名称，查任何一个都会查到其余的。")),
    (Relation.SIMILAR, _("意思相近，查任何一个都会查到其余的。")),
    (Relation.ONE_WAY, _("查第一个词也查其余的，反过来不查。适合容易误中的简称，如“家医”。")),
    (Relation.REGIONAL, _("查其余的词也查第一个，反过来不查。适合港澳台用语。")),
)


class SetForm(forms.Form):
    """A set as it is typed: one term a line."""

    terms = forms.CharField(
        label=_("词语"),
        help_text=_("每行一个，简体繁体、全角半角、大小写不必重复写。"),
        max_length=_LONGEST_FORM,
        error_messages={"required": _("请填写词语，每行一个。"), "max_length": _("词语太多了，请分成几组。")},
        widget=forms.Textarea(attrs={"rows": 6, **_FIELD}),
    )
    relation = forms.ChoiceField(
        label=_("关系"),
        choices=Relation.choices,
        error_messages=_WRONG_CHOICE,
        widget=forms.Select(attrs=_FIELD),
    )
    note = forms.CharField(
        label=_("说明或来源"),
        max_length=200,
        required=False,
        error_messages={"max_length": _("说明最多 200 个字。")},
        widget=forms.TextInput(attrs=_FIELD),
    )

    def __init__(self, posted: QueryDict | None, held: SynonymSet | None = None) -> None:
        shown = {"relation": held.relation, "terms": "\n".join(held.terms), "note": held.note} if held else {}
        super().__init__(posted, initial=shown, label_suffix="")
        self._held = held

    def wording(self) -> Wording:
        """Return what a valid form says."""
        asked = self.cleaned_data
        return Wording(asked["relation"], asked["terms"], asked["note"])

    def clean_terms(self) -> tuple[str, ...]:
        """Return the terms without empty lines, blanks around them and control signs."""
        lines = (printable(line) for line in self.cleaned_data["terms"].splitlines())
        return tuple(line for line in lines if line)

    def clean_note(self) -> str:
        """Return the note without control signs."""
        return printable(self.cleaned_data["note"])

    def clean(self) -> dict[str, object]:
        """Look at the terms together with the relation, which says which of them must be in no other set."""
        asked = super().clean() or self.cleaned_data
        if {"terms", "relation"} <= asked.keys():
            wrong = faults(Wording(asked["relation"], asked["terms"]), self._held)
            if wrong:
                self.add_error("terms", [ValidationError(sentence) for sentence in wrong])
        return asked


class SetFilter(forms.Form):
    """Which sets to show; everything is optional."""

    q = forms.CharField(
        label=_("含有词语"), max_length=60, required=False, widget=forms.TextInput(attrs=_FIELD)
    )
    which = forms.ChoiceField(
        label=_("范围"),
        required=False,
        choices=[
            ("", _("全部")),
            ("staff", _("本馆添加")),
            ("changed", _("随系统、本馆改过")),
            ("off", _("已停用")),
        ],
        widget=forms.Select(attrs=_FIELD),
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, label_suffix="")

    def wanted(self) -> QuerySet[SynonymSet]:
        """Return the sets asked for, those of staff first; fields with errors ask for nothing."""
        self.is_valid()
        asked = self.cleaned_data
        found = Q(folded__contains=fold(asked["q"].strip())) if asked.get("q") else Q()
        sets = SynonymSet.objects.filter(found).select_related("changed_by")
        if asked.get("which") == "staff":
            sets = sets.filter(origin=Origin.STAFF)
        elif asked.get("which") == "changed":
            sets = sets.filter(pk__in=[one.pk for one in sets if one.is_changed])
        elif asked.get("which") == "off":
            sets = sets.filter(active=False)
        return sets.order_by(F("origin").desc(), "pk")
