"""A division typed by name or code: what it may mean, and a field that accepts one meaning only."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Region
from archive.text.fold import fold

MOST_OFFERED = 12

_SPACE = re.compile(r"[\s,，、>›/]+")
_CODE = re.compile(r"\d{6}$")
_PART = re.compile(r"\d+")


@dataclass(frozen=True)
class Division:
    """One row of the division table as a person is offered it."""

    code: str
    name: str
    full_name: str
    valid_from: int
    valid_to: int | None

    @property
    def validity(self) -> str:
        """Return the years in which the division stood under this name."""
        return f"{self.valid_from}–{self.valid_to or ''}"

    @property
    def typed(self) -> str:
        """Return what stands in the field once the division is chosen."""
        return f"{self.full_name} {self.code}"


def find_divisions(typed: str, limit: int = MOST_OFFERED) -> list[Division]:
    """Return divisions `typed` may mean, likeliest first: by code, name or full name, present or past."""
    wanted = fold(_SPACE.sub("", typed))
    if not wanted:
        return []
    if _PART.fullmatch(wanted):
        found = [one for one in _divisions() if one.code.startswith(wanted)]
    else:
        found = [one for one in _divisions() if _holds_in_order(fold(one.full_name), wanted)]
    return sorted(found, key=lambda one: _rank(one, wanted))[:limit]


class RegionField(forms.CharField):
    """A six-digit code, a full name, or a name only one division has; gives the code, or None if empty.

    Where several divisions may be meant, the error carries them as `params["matches"]`.
    """

    def clean(self, value: Any) -> str | None:
        """Return the code of the one division meant. Raises ValidationError for none or several."""
        typed = _SPACE.sub("", super().clean(value) or "")
        if not typed:
            return None
        code = _CODE.search(typed)
        if code:
            return self._by_code(code[0])
        named = [one for one in _divisions() if _is_called(one, fold(typed))]
        present = {one.code for one in named if one.valid_to is None}
        codes = present or {one.code for one in named}
        if len(codes) != 1:
            raise self._refusal(typed, named)
        return codes.pop()

    @staticmethod
    def _by_code(code: str) -> str:
        if Region.objects.filter(code=code).exists():
            return code
        raise forms.ValidationError(
            _("没有代码为 %(code)s 的地区，请核对。"), code="unknown", params={"code": code}
        )

    @staticmethod
    def _refusal(typed: str, named: list[Division]) -> forms.ValidationError:
        found = sorted(named, key=lambda one: _rank(one, fold(typed)))[:MOST_OFFERED] or find_divisions(typed)
        params = {"name": typed, "n": len(found), "matches": found}
        if named:
            message = _("有 %(n)s 个地区叫“%(name)s”，请在下面选定一个，或写全省、市、县。")
            return forms.ValidationError(message, code="several", params=params)
        if found:
            message = _("没有恰好叫“%(name)s”的地区，请在下面选定一个，或改填六位代码。")
            return forms.ValidationError(message, code="similar", params=params)
        message = _("没有找到地区“%(name)s”，请核对或改填六位代码。")
        return forms.ValidationError(message, code="unknown", params=params)


def _divisions() -> list[Division]:
    rows = Region.objects.values_list(
        "code", "name", "valid_from", "valid_to", "parent__name", "parent__parent__name"
    )
    return [
        Division(code, name, f"{above_all or ''}{above or ''}{name}", begun, ended)
        for code, name, begun, ended, above, above_all in rows
    ]


def _is_called(one: Division, wanted: str) -> bool:
    name, full_name = fold(one.name), fold(one.full_name)
    return wanted == full_name or (wanted.endswith(name) and full_name.endswith(wanted))


def _holds_in_order(full_name: str, wanted: str) -> bool:
    """Tell whether the characters of `wanted` stand in `full_name` in order: 马鞍山雨山 finds 雨山区."""
    rest = iter(full_name)
    return all(char in rest for char in wanted)


def _rank(one: Division, wanted: str) -> tuple[bool, bool, bool, bool, int, str]:
    name, full_name = fold(one.name), fold(one.full_name)
    return (
        name != wanted,
        not name.startswith(wanted),
        wanted not in full_name,
        one.valid_to is not None,
        len(full_name),
        one.code,
    )
