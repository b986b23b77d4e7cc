"""Decisions about many files of a batch: chosen, shown once more with their number, made, and undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from archive import lexicons, services
from archive.forms.bulk import BulkForm
from archive.models import Batch, Intake, Operation, region_display
from archive.models.intake import IntakeQuerySet
from archive.services import BulkOutcome
from archive.views.staff.access import editing, may_publish, refusal
from archive.views.staff.rows import batch_rows, numbers_of

MOST = 500  # files decided in one request; the command line has no such limit
_ACTIONS = ("set", "publish", "discard")
_DECIDABLE = {
    "set": (Intake.State.WAITING,),
    "publish": (Intake.State.WAITING,),
    "discard": (Intake.State.WAITING, Intake.State.FAILED, Intake.State.DUPLICATE),
}


@dataclass(frozen=True)
class Choice:
    """Which files were chosen and what is to happen to them."""

    action: str
    intakes: IntakeQuerySet
    values: Mapping[str, Any]


@require_POST
@editing
def bulk(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Ask once more with the number of files, then do it."""
    found = get_object_or_404(Batch, pk=batch)
    action = next((name for name in _ACTIONS if name in request.POST), request.POST.get("action", ""))
    if action == "publish" and not may_publish(request):
        return refusal(request, _("当前账户不能发布报告，可以存为草稿，由有发布权限的同事确认。"))
    form = BulkForm(request.POST)
    problem = _problem(action, form, _chosen(request, found, action))
    if problem:
        messages.error(request, problem)
        return redirect(found)
    values = form.values() if action == "set" else {}
    choice = Choice(action, _chosen(request, found, action), values)
    return _do(request, found, choice) if "confirmed" in request.POST else _ask(request, found, choice)


@require_POST
@editing
def undo(request: HttpRequest, operation: UUID) -> HttpResponse:
    """Take a bulk decision back."""
    found = get_object_or_404(Operation.objects.select_related("batch"), pk=operation)
    if found.kind == Operation.Kind.PUBLISH and not may_publish(request):
        return refusal(request, _("当前账户不能撤销发布。如需权限，请联系管理员。"))
    back = redirect(found.batch) if found.batch else redirect("audit")
    try:
        outcome = services.undo(found, by=request.user)
    except services.ServiceError as error:
        messages.error(request, str(error))
        return back
    undone = ngettext("已撤销，%(n)s 份恢复原状。", "已撤销，%(n)s 份恢复原状。", outcome.done)
    messages.success(request, undone % {"n": outcome.done})
    _name_refused(request, outcome)
    return back


def _chosen(request: HttpRequest, batch: Batch, action: str) -> IntakeQuerySet:
    intakes = batch.intakes.filter(state__in=_DECIDABLE.get(action, ())).order_by("number")
    if request.POST.get("scope") != "all":
        intakes = intakes.filter(number__in=numbers_of(request.POST.getlist("n")[:MOST]))
    return intakes.for_lists()


def _problem(action: str, form: BulkForm, chosen: IntakeQuerySet) -> str:
    """Return what is wrong with the choice in one sentence, or nothing."""
    count = chosen.count() if action in _ACTIONS else 0
    if action not in _ACTIONS:
        sentence = _("请选择要做的操作。")
    elif not count:
        sentence = _("没有勾选可以这样处理的文件。")
    elif count > MOST:
        sentence = _("一次最多处理 %(most)s 份，请分次勾选。") % {"most": MOST}
    else:
        sentence = _problem_of_values(form) if action == "set" else ""
    return sentence


def _problem_of_values(form: BulkForm) -> str:
    if not form.is_valid():
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    return "" if form.values() else _("请填写要设置的年度、地区或种类。")


def _ask(request: HttpRequest, batch: Batch, choice: Choice) -> HttpResponse:
    context = {
        "batch": batch,
        "action": choice.action,
        "rows": batch_rows(choice.intakes),
        "values": _in_words(choice.values),
        "sent": dict(choice.values),
    }
    return render(request, "staff/bulk.html", context)


def _do(request: HttpRequest, batch: Batch, choice: Choice) -> HttpResponse:
    intakes = list(choice.intakes)
    if choice.action == "set":
        outcome = services.set_values(intakes, choice.values, batch=batch, by=request.user)
    elif choice.action == "publish":
        outcome = services.publish_many(intakes, batch=batch, by=request.user)
    else:
        outcome = services.discard_many(intakes, batch=batch, by=request.user)
    done = {
        "set": ngettext("已设置 %(n)s 份。", "已设置 %(n)s 份。", outcome.done),
        "publish": ngettext("已发布 %(n)s 份。", "已发布 %(n)s 份。", outcome.done),
        "discard": ngettext("已放弃 %(n)s 份。", "已放弃 %(n)s 份。", outcome.done),
    }[choice.action]
    messages.success(request, done % {"n": outcome.done})
    _name_refused(request, outcome)
    return redirect(batch)


def _name_refused(request: HttpRequest, outcome: BulkOutcome) -> None:
    for intake, reason in outcome.refused[:20]:
        messages.warning(request, _("%(name)s：%(reason)s") % {"name": intake.name, "reason": reason})
    left = len(outcome.refused) - 20
    if left > 0:
        messages.warning(request, _("另有 %(n)s 份没有改动。") % {"n": left})


def _in_words(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    kinds = lexicons.kind_labels()
    names = {
        "region_code": _("地区"),
        "reporting_year": _("报告年度"),
        "plan_year": _("计划年度"),
        "kind": _("种类"),
    }
    words = {name: str(value) for name, value in values.items()}
    if "region_code" in words:
        words["region_code"] = region_display(words["region_code"])
    if "kind" in words:
        words["kind"] = str(kinds.get(words["kind"], words["kind"]))
    return [(str(names[name]), word) for name, word in words.items()]
