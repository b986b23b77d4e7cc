"""The staff pages of the lexicon: all sets, one set in a form, switched off and on."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.services import ConflictError, ServiceError
from archive.views.staff.access import guard
from archive.views.staff.summary import Problem, Summary
from search.lexicon import editing
from search.lexicon.editing import Wording
from search.lexicon.effects import effects
from search.lexicon.forms import RELATION_HELP, SetFilter, SetForm
from search.models import SynonymSet

_SETS = 50
_LONGEST_ADDRESS = 500
_MAY_EDIT = ("search.add_synonymset", "search.change_synonymset")

viewing = guard(("search.view_synonymset",), gettext_lazy("当前账户不能查看同义词。如需权限，请联系管理员。"))
editing_words = guard(_MAY_EDIT, gettext_lazy("当前账户可以查看同义词，不能修改。如需权限，请联系管理员。"))


@viewing
@never_cache
@require_safe
def all_sets(request: HttpRequest) -> HttpResponse:
    """Show the sets, fifty a page, those of staff first."""
    form = SetFilter(request.GET)
    page = Paginator(form.wanted(), _SETS).get_page(request.GET.get("page"))
    return render(request, "staff/lexicon.html", {"form": form, "page": page, "may_edit": _may_edit(request)})


@require_http_methods(["GET", "HEAD", "POST"])
@editing_words
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """Show an empty form; store what was typed as a new set, or show what it would do."""
    if request.method != "POST":
        return _show(request, SetForm(None))
    return _store(request, SetForm(request.POST), None)


@require_http_methods(["GET", "HEAD", "POST"])
@editing_words
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a set in a form with what it does; store what was changed, or show what it would do."""
    held = get_object_or_404(SynonymSet, pk=pk)
    if request.method != "POST":
        return _show(request, SetForm(None, held), held, wording=editing.wording_of(held))
    return _store(request, SetForm(request.POST, held), held)


@require_POST
@editing_words
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a set in force (`active=1`) or out of it."""
    held = get_object_or_404(SynonymSet, pk=pk)
    active = request.POST.get("active") == "1"
    try:
        editing.switch(held, request.user, active=active)
    except ServiceError as error:
        return _refused(request, held, error)
    said = _("已启用，一秒之内生效：%(terms)s") if active else _("已停用，一秒之内生效：%(terms)s")
    messages.success(request, said % {"terms": _("、").join(held.terms)})
    return redirect(_list_address(request))


@require_POST
@editing_words
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a shipped set say again what it came with."""
    held = get_object_or_404(SynonymSet, pk=pk)
    try:
        editing.put_back(held, request.user)
    except ServiceError as error:
        return _refused(request, held, error)
    messages.success(request, _("已改回随系统的内容。"))
    return redirect("lexicon_change", pk)


def _store(request: HttpRequest, form: SetForm, held: SynonymSet | None) -> HttpResponse:
    if not form.is_valid():
        return _show(request, form, held, status=422)
    wording = form.wording()
    if "try" in request.POST:
        return _show(request, form, held, wording=wording)
    try:
        editing.write(wording, request.user, held, _seen(request) if held else None)
    except ServiceError as error:
        return _not_stored(request, form, held, error)
    messages.success(request, _("已保存，一秒之内生效：%(terms)s") % {"terms": _("、").join(wording.terms)})
    return redirect("lexicon")


def _not_stored(
    request: HttpRequest, form: SetForm, held: SynonymSet | None, error: ServiceError
) -> HttpResponse:
    """Say why; where somebody else was first, show what the set says now."""
    if isinstance(error, ConflictError) and held:
        held.refresh_from_db()
        return _refused(request, held, error)
    return _show(request, form, held, status=422, refusal=str(error))


def _show(
    request: HttpRequest, form: SetForm, held: SynonymSet | None = None, *, status: int = 200, **more: Any
) -> HttpResponse:
    refused = [Problem(more["refusal"], "", _("没有保存"))] if "refusal" in more else []
    wrong = [
        Problem(str(error), f"#{field.id_for_label}")
        for field in form
        if form.is_bound
        for error in field.errors
    ]
    wording: Wording | None = more.get("wording")
    context: dict[str, Any] = {
        "form": form,
        "held": held,
        "problems": Summary((*refused, *wrong), ()),
        "relations": [(relation.label, sentence) for relation, sentence in RELATION_HELP],
        "effects": effects(wording) if wording else [],
        "tried": "try" in request.POST,
        "seen": held.changed_at.isoformat() if held and not form.is_bound else request.POST.get("seen", ""),
    }
    return render(request, "staff/lexicon_set.html", context, status=status)


def _refused(request: HttpRequest, held: SynonymSet, error: ServiceError) -> HttpResponse:
    """Say on the page of the set why nothing was changed."""
    return _show(request, SetForm(None, held), held, status=409, refusal=str(error))


def _seen(request: HttpRequest) -> datetime:
    """Return the state the page showed; a page that names none has seen none that still stands."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    return seen or datetime.min  # noqa: DTZ901  (equal to no moment)


def _list_address(request: HttpRequest) -> str:
    """Return the list as it was filtered; the form of a row posts the address it stood in."""
    return reverse("lexicon", query=QueryDict(request.POST.get("list", "")[:_LONGEST_ADDRESS]))


def _may_edit(request: HttpRequest) -> bool:
    return request.user.has_perms(_MAY_EDIT)
