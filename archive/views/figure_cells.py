"""How one figure is said, everywhere it is shown: the amount, what it rests on, and every doubt."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import F
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.ingest.figures.units import convert
from archive.models import Figure
from archive.text.fold import fold

LONGEST_SENTENCE = 90
# The sentence of a figure, cut out by the database: a page of figures need not load their texts.
SENTENCE = Substr("revision__text", F("sentence_start") + 1, F("sentence_end") - F("sentence_start"))

_NUMBER = "0-9〇零一二两三四五六七八九十百千."
_SCALES = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4)}
_SCALE = re.compile(rf"(?<![{_NUMBER}/每])[{_NUMBER}]+[余多几]?(万亿|亿|万)")
_MORE = re.compile(rf"[{_NUMBER}]([余多几])")
_DECIMALS = re.compile(r"[0-9]\.([0-9]+)")
_MOST_DECIMALS = 6
_SHARE_DECIMALS = 2
_CLAUSE = re.compile("[,;:。!?、]")  # as folded
_SHARE = "比例"
_PER_THOUSAND = "/千人"
_LITRES = {"毫升": Decimal(1), "ml": Decimal(1), "升": Decimal(1000), "l": Decimal(1000)}
_SURE = ("before", "bracket", "hand")
_FAIR = ("after", "clause", "column", "row")
_HEDGES = {
    "ge": gettext_lazy("不低于"),
    "gt": gettext_lazy("超过"),
    "le": gettext_lazy("不高于"),
    "lt": gettext_lazy("低于"),
    "approx": gettext_lazy("约"),
    "reach": gettext_lazy("达"),
}
_DOUBTS = {
    "fused": gettext_lazy("数字疑为粘连：原文可能漏了标点或单位。"),
    "sum_differs": gettext_lazy("与“其中”各项之和不符。"),
    "over_hundred": gettext_lazy("百分比大于 100。"),
}
_WHYS = {
    "before": gettext_lazy("名称就在数字之前"),
    "bracket": gettext_lazy("名称为括号所附的词"),
    "after": gettext_lazy("名称取自数字之后的词"),
    "clause": gettext_lazy("名称取自同句的前一分句"),
    "inherited": gettext_lazy("名称承前省略"),
    "column": gettext_lazy("名称取自表格的栏目"),
    "row": gettext_lazy("名称取自表格的行首"),
    "hand": gettext_lazy("指标由人工指定"),
}

# What `figure_cell` reads: for querysets that load nothing else.
COLUMNS = (
    "start",
    "sentence_start",
    "quoted",
    "value",
    "unit",
    "unit_supplied",
    "comparator",
    "role",
    "qualifier",
    "indicator_qualifier",
    "name_rule",
    "flags",
    "by_hand",
)


class Amount(NamedTuple):
    """How much a figure says, by its columns."""

    quoted: str
    value: Decimal
    unit: str
    unit_supplied: str
    comparator: str


@dataclass(frozen=True)
class FigureCell:
    """A figure in words.

    `amount` is the number as read, at the scale of the source (约 200 亿元); `quoted` the source's own words;
    `normalised` the same number in the unit of the indicator, empty where that would say nothing new.
    `role_word` is empty for what was reached. `confidence` is 高, 中 or 低, `why` one clause about it;
    `doubts` are whole sentences. `before`, `quoted` and `after` join to `sentence`, the source's words around
    the number, cut at clauses with … where something is left out.
    """

    amount: str
    quoted: str
    normalised: str
    qualifier: str
    role: str
    role_word: str
    doubts: tuple[str, ...]
    confidence: str
    why: str
    url: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The source's words around the number."""
        return f"{self.before}{self.quoted}{self.after}"


def figure_cell(figure: Figure, public_id: str, sentence: str = "", unit: str = "") -> FigureCell:
    """Return how `figure` of the report `public_id` is said.

    `sentence` is the text from its sentence_start on (`sentence_of`, or the expression SENTENCE); `unit` is
    the unit of its indicator.
    """
    before, after = _around(figure, sentence)
    confidence, why = confidence_of(figure)
    return FigureCell(
        amount=said_amount(amount_of(figure)),
        quoted=figure.quoted,
        normalised=_normalised(figure, unit),
        qualifier=figure.indicator_qualifier or figure.qualifier,
        role=figure.role,
        role_word="" if figure.role == Figure.Role.ACTUAL else role_word(figure.role),
        doubts=tuple(doubts_of(figure)),
        confidence=confidence,
        why=why,
        url=f"{reverse('report', args=[public_id])}#f{figure.start}",
        before=before,
        after=after,
    )


def role_word(role: str) -> str:
    """Return what kind of statement a figure is, in one word."""
    return str(Figure.Role(role).label) if role in Figure.Role.values else role


def comparator_word(comparator: str) -> str:
    """Return how the source hedges a number, as a word before it; empty for a plain number."""
    return str(_HEDGES.get(comparator, ""))


def sentence_of(text: str, figure: Figure) -> str:
    """Return the sentence of a figure of the revision whose text this is."""
    return text[figure.sentence_start : figure.sentence_end]


def plain_number(value: Decimal, decimals: int = 0) -> str:
    """Return a number with its thousands grouped, no exponent, and at least so many decimals."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0, 0)
    return f"{short:,.{places}f}"


def with_unit(number: str, unit: str, scale: str = "") -> str:
    """Return number and unit set as on paper: 4,092 人, 81%, 200 亿元."""
    words = f"{scale}{unit}"
    return f"{number} {words}" if words[:1].isalpha() else f"{number}{words}"


def amount_of(figure: Figure) -> Amount:
    """Return what `said_amount` reads of a figure."""
    return Amount(figure.quoted, figure.value, figure.unit, figure.unit_supplied, figure.comparator)


def said_amount(said: Amount) -> str:
    """Return the number as read, at the scale of the source; a supplied unit stands in 〔 〕."""
    if said.unit == _SHARE:  # 三分之一, 1/3: a fraction has no decimals to be read aloud
        return said.quoted
    folded = fold(said.quoted)
    scale, more = _scale(folded, said.value), _MORE.search(folded)
    value = said.value / _SCALES.get(scale, Decimal(1))
    quoted = _DECIMALS.search(folded)
    number = plain_number(value, len(quoted[1]) if quoted else 0)
    surplus = more[1] if more and said.comparator == "approx" else ""  # 300余吨, as it is
    hedge = "" if surplus else comparator_word(said.comparator)
    amount = with_unit(number, said.unit, surplus + scale)
    supplied = f"〔{said.unit_supplied}〕" if said.unit_supplied else ""
    return f"{hedge} {amount}{supplied}" if hedge else f"{amount}{supplied}"


def normal_value(figure: Figure, unit: str) -> tuple[Decimal, str]:
    """Return value and unit of a figure in the unit of its indicator, or in its own if that cannot be."""
    own = figure.unit or figure.unit_supplied
    turned = _turned(figure.value, own, unit) if unit else None
    return (figure.value, own) if turned is None else (turned, unit)


def _turned(value: Decimal, own: str, unit: str) -> Decimal | None:
    """Return a value in the unit of its indicator, or None where the units do not measure the same.

    An indicator against a thousand people says so in its name, so that reports write 6.5张 for 6.5张/千人.
    """
    if _is_per_thousand(unit) and (_is_per_thousand(own) or own == unit.removesuffix(_PER_THOUSAND)):
        return value
    if own in _LITRES and unit in _LITRES:
        return value * _LITRES[own] / _LITRES[unit]
    return convert(value, own, unit)


def _is_per_thousand(unit: str) -> bool:
    return unit == "‰" or unit.endswith(_PER_THOUSAND)


def _normalised(figure: Figure, unit: str) -> str:
    """Return the number in the indicator's unit, unless the source says it so."""
    value, own = normal_value(figure, unit or ("%" if figure.unit == _SHARE else ""))
    same = value == figure.value and not _scale(fold(figure.quoted), figure.value)
    per = own if own.endswith(_PER_THOUSAND) else figure.unit
    if same and per == figure.unit:  # 2,500 例 are as many 人, but 6.5张 are 6.5 张/千人
        return ""
    if figure.unit == _SHARE:  # a third has no end of decimals
        value = round(value, _SHARE_DECIMALS)
    hedge = comparator_word(figure.comparator)
    said = with_unit(plain_number(value), own)
    return f"{hedge} {said}" if hedge else said


def _scale(folded: str, value: Decimal) -> str:
    """Return 万 or 亿 if the amount is said at that scale in the folded words."""
    scale = next(iter(_SCALE.findall(folded)), "")
    if not scale:
        return ""
    exponent = (value / _SCALES[scale]).normalize().as_tuple().exponent
    return scale if isinstance(exponent, int) and -exponent <= _MOST_DECIMALS else ""


def doubts_of(figure: Figure) -> list[str]:
    """Return a plain sentence for each doubt about a figure."""
    doubts = [str(_DOUBTS.get(flag, _("程序标记为存疑。"))) for flag in figure.flags]
    if figure.unit_supplied:
        doubts.append(_("原文没有单位，“%(unit)s”为推补。") % {"unit": figure.unit_supplied})
    return list(dict.fromkeys(doubts))


def confidence_of(figure: Figure) -> tuple[str, str]:
    """Return how sure the archive is that the number is of its name, and why, in one clause."""
    if figure.flags:
        return _("低"), _("数字存疑")
    rule = "hand" if figure.by_hand else figure.name_rule
    why = str(_WHYS.get(rule, _("名称由程序推断")))
    if rule not in (*_SURE, *_FAIR):
        return _("低"), why
    if figure.unit_supplied:
        return _("中"), _("%(why)s，单位为推补") % {"why": why}
    return (_("高") if rule in _SURE else _("中")), why


def _around(figure: Figure, sentence: str) -> tuple[str, str]:
    """Return the words of the sentence before and after the number, cut at clauses."""
    at = figure.start - figure.sentence_start
    before, after = sentence[: max(at, 0)], sentence[at + len(figure.quoted) :]
    room = max(LONGEST_SENTENCE - len(figure.quoted), 0)
    left = min(len(before), max(room * 2 // 3, room - len(after)))
    right = min(len(after), room - left)
    return _squeezed(_tail(before, left)), _squeezed(_head(after, right))


def _tail(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    cut = len(words) - room
    bound = _CLAUSE.search(fold(words), cut)
    return f"…{words[bound.end() if bound else cut :]}"


def _head(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    bounds = [found.start() for found in _CLAUSE.finditer(fold(words), 0, room)]
    return f"{words[: bounds[-1] if bounds else room]}…"


def _squeezed(words: str) -> str:
    return re.sub(r"\s+", " ", words)
