"""The forms of the lexicon of indicators: one indicator, one more name, the filter, a verdict on a figure."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import lexicons
from archive.models import Indicator
from archive.services.indicators import IndicatorWording, indicator_faults, wording_of
from archive.services.records import printable
from archive.services.shipped_indicators import is_changed

_FIELD = {"class": "field"}
_LONGEST_LIST = 6000  # characters of all aliases together


class IndicatorForm(forms.ModelForm[Indicator]):
    """An indicator as it is typed; `wording` is what it is to say. Nothing is written here."""

    terms = forms.CharField(
        label=gettext_lazy("别名"),
        help_text=gettext_lazy(
            "每行一个。别名和名称说的是同一件事；只是其中一部分的（如“标准化村卫生室”）不必写，多出的字自动成为限定。"
        ),
        max_length=_LONGEST_LIST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 60}),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Indicator
        fields = ("slug", "name", "definition", "measure", "unit", "units", "topic", "without", "is_active")
        help_texts = {
            "units": gettext_lazy("用竖线隔开，例如：人|例|人次。空着表示不论单位。"),
            "without": gettext_lazy("用竖线隔开；名称里有其中一个词，说的就是另一件事。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("（无）")), *lexicons.topic_labels().items()]
        self.fields["topic"] = forms.ChoiceField(label=_("主题"), choices=choices, required=False)
        held = self.instance
        if held.pk:
            self.initial["terms"] = "\n".join(wording_of(held).aliases)
            self.initial["seen"] = held.updated_at.isoformat()

    def clean_terms(self) -> tuple[str, ...]:
        """Return the aliases without empty lines and control signs."""
        lines = (printable(line) for line in self.cleaned_data["terms"].splitlines())
        return tuple(filter(None, lines))

    def clean(self) -> dict[str, Any]:
        """Look at all names together, and whether somebody else was first."""
        asked = super().clean() or self.cleaned_data
        held = self.instance if self.instance.pk else None
        if held and asked.get("seen") != held.updated_at.isoformat():
            self.add_error(None, _("这个指标刚被别人改过，请重新打开再改；刚才的改动没有保存。"))
        if not self.errors:
            for sentence in indicator_faults(self.wording(), held):
                self.add_error(None, sentence)
        return asked

    def wording(self) -> IndicatorWording:
        """Return what a valid form says."""
        asked = self.cleaned_data
        return IndicatorWording(
            **{name: asked[name] for name in ("name", "definition", "measure", "unit", "topic")},
            units=_listed(asked["units"]),
            without=_listed(asked["without"]),
            aliases=asked["terms"],
        )


class AliasForm(forms.Form):
    """A name reports use, and the indicator it is to be a name of: its name or its code."""

    term = forms.CharField(
        max_length=60,
        error_messages={
            "required": gettext_lazy("请填写别名。"),
            "max_length": gettext_lazy("别名最多 60 个字。"),
        },
    )
    indicator = forms.CharField(
        max_length=60,
        error_messages={
            "required": gettext_lazy("请填写指标的名称或代码。"),
            "max_length": gettext_lazy("没有名称这么长的指标。"),
        },
    )

    def clean_term(self) -> str:
        """Return the name without control signs."""
        return printable(self.cleaned_data["term"])

    def clean_indicator(self) -> Indicator:
        """Return the active indicator of that name or code."""
        typed = printable(self.cleaned_data["indicator"])
        found = Indicator.objects.filter(Q(name=typed) | Q(slug=typed), is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("没有名为“%(name)s”的指标，请从列表中选择。") % {"name": typed})
        return found


class IndicatorFilter(forms.Form):
    """Which indicators to show; everything is optional."""

    q = forms.CharField(
        label=gettext_lazy("名称、别名或代码"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=_FIELD),
    )
    which = forms.ChoiceField(
        label=gettext_lazy("范围"),
        required=False,
        choices=[
            ("", gettext_lazy("全部")),
            ("staff", gettext_lazy("本馆添加")),
            ("changed", gettext_lazy("随系统、本馆改过")),
            ("off", gettext_lazy("已停用")),
        ],
        widget=forms.Select(attrs=_FIELD),
    )

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked, label_suffix="")

    def wanted(self) -> QuerySet[Indicator]:
        """Return the indicators asked for, in their order; fields with errors ask for nothing."""
        self.is_valid()
        asked, rows = self.cleaned_data, Indicator.objects.prefetch_related("aliases")
        words = asked.get("q", "").strip()
        if words:
            named = Q(name__contains=words) | Q(slug__contains=words) | Q(aliases__term__contains=words)
            rows = rows.filter(pk__in=Indicator.objects.filter(named).values("pk"))
        if asked.get("which") == "staff":
            rows = rows.filter(shipped={})
        elif asked.get("which") == "changed":
            rows = rows.filter(pk__in=[one.pk for one in rows if is_changed(one)])
        elif asked.get("which") == "off":
            rows = rows.filter(is_active=False)
        return rows


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (printable(word) for word in text.split("|"))))
