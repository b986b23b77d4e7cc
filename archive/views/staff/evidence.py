"""Why the machine chose a value, in words: the quote, the rule, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from archive.ingest.types import Draft, Evidence, Repair

_LONGEST_QUOTE = 40
_MOST_QUOTES = 6
_LIKELY = 0.75

# Evidence of these fields is shown at another field of the form.
_SHOWN_AT = {
    "issuer_inferred": "issuer",
    "published_time": "published",
    "reporting_year_claimed": "reporting_year",
}
_LABELS: dict[str, StrOrPromise] = {
    "issuer_inferred": gettext_lazy("推断的发布机构"),
    "published_time": gettext_lazy("发布时刻"),
    "reporting_year_claimed": gettext_lazy("标题所称年度"),
}


@dataclass(frozen=True)
class Quote:
    """Words of the received text and where they begin there."""

    words: str
    start: int


@dataclass(frozen=True)
class Reason:
    """Why a field has its value: the rule in words, the words it rests on, how sure the machine is."""

    field: str
    rule: str
    sureness: str
    inferred: bool
    quotes: tuple[Quote, ...]
    value: str

    @property
    def label(self) -> str:
        """The name of the value, where it is shown at another field."""
        return str(_LABELS.get(self.field, self.field))


def reasons(draft: Draft) -> dict[str, list[Reason]]:
    """Return the evidence of a draft by the form field it is shown at."""
    found: dict[str, list[Reason]] = {}
    for item in draft.evidence:
        found.setdefault(shown_at(item.field), []).append(_reason(draft, item))
    return found


def shown_at(field: str) -> str:
    """Return the form field at which evidence of `field` is shown."""
    return _SHOWN_AT.get(field, field)


def sureness(item: Evidence) -> str:
    """Return how sure the machine is, in words people use."""
    if not item.inferred:
        return _("原文写明")
    return _("很可能") if item.confidence >= _LIKELY else _("推测")


def _reason(draft: Draft, item: Evidence) -> Reason:
    rule = item.note or _("据其他内容推断")
    return Reason(
        item.field, rule, sureness(item), item.inferred, tuple(_quotes(draft, item.spans)), item.value
    )


def _quotes(draft: Draft, spans: Sequence[tuple[int, int]]) -> list[Quote]:
    text = draft.extracted.text
    first: dict[str, Quote] = {}  # the same words twice say no more than once
    for start, end in spans:
        words = _shortened(text[start:end])
        if words:
            first.setdefault(words, Quote(words, start))
    return list(first.values())[:_MOST_QUOTES]


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…"


@dataclass(frozen=True)
class Proposal:
    """A repair as a person judges it: the words received, the reading, and what it rests on."""

    start: int
    received: str
    reading: str
    basis: str
    note: str


def proposals(draft: Draft) -> list[Proposal]:
    """Return the proposed repairs of a draft in reading order."""
    text = draft.extracted.text
    return [
        Proposal(one.start, text[one.start : one.end], one.reading, basis(one), one.note)
        for one in draft.repairs
    ]


def basis(repair: Repair) -> str:
    """Return what a reading rests on: an exact re-decoding, the one reading there is, or a guess."""
    if not repair.exact:
        return _("推测")
    return _("按错位字节重新解码") if repair.kind == "slipped_bytes" else _("只有一种读法")
