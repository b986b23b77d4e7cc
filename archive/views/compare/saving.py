"""Keeping what a comparison was paired by hand for everybody, and taking it back: for staff."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django_stubs_ext import StrOrPromise

from archive.services.pairings import remove_pair, save_pairs
from archive.services.records import ServiceError
from archive.views.compare.address import Asked, read_address
from archive.views.compare.layout import lay_out
from archive.views.staff.access import refusal

_ADD, _DELETE = "archive.add_savedpair", "archive.delete_savedpair"
_LONGEST_KEY = 18  # digits of a primary key


@require_POST
def compare_save(request: HttpRequest) -> HttpResponse:
    """Keep the verdicts of a comparison, then show it without them in its address."""
    reading = read_address(request.POST)
    if not request.user.is_authenticated:
        messages.info(request, _("配对还没有保存，仍写在网址里。有权限的账户可以在下面按“保存配对”。"))
    refused = _refused(request, reading.asked, _ADD, _("当前账户不能保存配对。如需权限，请联系管理员。"))
    if refused:
        return refused
    asked = lay_out(reading).asked
    try:
        kept = save_pairs(verdicts=asked.verdicts, by=request.user)
    except ServiceError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(asked.address())
    sentence = ngettext("已保存 %(n)d 处人工配对。", "已保存 %(n)d 处人工配对。", kept)
    messages.success(request, sentence % {"n": kept} if kept else _("没有需要保存的人工配对。"))
    return HttpResponseRedirect(asked.judged(()).address())


@require_POST
def compare_remove(request: HttpRequest) -> HttpResponse:
    """Take back the kept verdict `saved`, then show the comparison again."""
    asked = read_address(request.POST).asked
    if not request.user.is_authenticated:
        messages.info(request, _("保存的配对还没有撤销。有权限的账户可以在下面按“撤销保存”。"))
    refused = _refused(request, asked, _DELETE, _("当前账户不能撤销保存的配对。如需权限，请联系管理员。"))
    if refused:
        return refused
    key = request.POST.get("saved", "")
    known = key.isdecimal() and key.isascii() and len(key) <= _LONGEST_KEY
    try:
        remove_pair(key=int(key) if known else 0, by=request.user)
        messages.success(request, _("已撤销保存的配对。"))
    except ServiceError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(asked.address())


def _refused(
    request: HttpRequest, asked: Asked, permission: str, sentence: StrOrPromise
) -> HttpResponse | None:
    """Return the answer to who may not; after logging in one is back at the comparison."""
    if not request.user.is_authenticated:
        return redirect_to_login(asked.address())
    return None if request.user.has_perm(permission) else refusal(request, sentence)
