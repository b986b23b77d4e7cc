"""What the coverage page says in sentences: how much is held, what has no place in the grid."""

from django.utils.translation import gettext as _

from archive.views.coverage.counts import Tally, Totals
from archive.views.coverage.question import LEVEL_NAMES, OWN, Question


def years_in_words(question: Question) -> str:
    """Return the years of a question: 2009–2025, or one."""
    if question.first == question.last:
        return str(question.first)
    return f"{question.first}–{question.last}"


def share_in_words(totals: Totals) -> str:
    """Return the share of cells with a report, as 6.6 %; one too small for that is said to be less."""
    least = 0.05
    if 0 < totals.share < least:
        return _("不到 0.1\u00a0%")
    return f"{totals.share:.1f}\u00a0%"


def sentence(question: Question, totals: Totals, place: str) -> str:
    """Return how much of the grid is held; `place` names the division shown, empty for the country."""
    words = {
        "place": _("%(place)s的 ") % {"place": place} if place else "",
        "divisions": f"{totals.divisions:,}",
        "level": LEVEL_NAMES[question.level],
        "held_divisions": f"{totals.held_divisions:,}",
        "years": years_in_words(question),
        "reports": f"{totals.reports:,}",
        "which": _("符合条件的报告") if question.narrows else _("报告"),
        "cells": f"{totals.cells:,}",
        "held": f"{totals.held:,}",
        "share": share_in_words(totals),
        "more": _("，另有 %(n)s 个已查未公开") % {"n": f"{totals.checked:,}"} if totals.checked else "",
    }
    if not totals.divisions:
        return _("这里没有%(level)s地区。") % words
    return (
        _(
            "%(place)s%(divisions)s 个%(level)s地区中，%(held_divisions)s 个有%(which)s；"
            "%(years)s 年共收录 %(reports)s 份，"
            "覆盖 %(cells)s 个地区×年中的 %(held)s 个（%(share)s）%(more)s。"
        )
        % words
    )


def left_out(question: Question, counted: Tally) -> str:
    """Return what has no place in the grid and why, empty if everything has one."""
    reasons = (
        (counted.no_region, _("%(n)s 份未详地区")),
        (counted.no_year, _("%(n)s 份未详年度")),
        (counted.outside, _("%(n)s 份不在所选年度")),
        (
            counted.elsewhere,
            _("%(n)s 份属于其他级别的部门") if question.scope == OWN else _("%(n)s 份属于上级部门"),
        ),
    )
    told = [words % {"n": f"{count:,}"} for count, words in reasons if count]
    total = f"{sum(count for count, _words in reasons):,}"
    if not told:
        return ""
    return _("另有 %(n)s 份未列入：%(reasons)s。") % {"n": total, "reasons": _("，").join(told)}
