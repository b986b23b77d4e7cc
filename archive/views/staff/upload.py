"""Handing files in: many in one post without scripts, one a request with them."""

import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from archive import services
from archive.models import Batch, Intake
from archive.services import Upload, worker
from archive.uploads import TOO_LARGE
from archive.views.staff.access import editing, refusal
from archive.views.staff.rows import row_states
from archive.views.staff.tickets import receiving, ticket_for

ACCEPT = ".txt,.html,.htm,.mht,.mhtml,.docx,.doc,.wps,.odt,.rtf,.pdf,.ofd,.zip"
_LONGEST_KEY = 36
_NOT_OF_A_KEY = re.compile(r"[^0-9A-Za-z-]")


def limits() -> dict[str, Any]:
    """Return what upload forms state before anything is chosen."""
    return {"accept": ACCEPT, "limit": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@receiving
def upload(request: HttpRequest, person: User | None) -> HttpResponseBase:
    """Show the form; receive all files of a plain post into a new batch."""
    return _receive_all(request, person) if request.method == "POST" else _form(request)


@editing
def _form(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    context = {"problem": problem, "ticket": ticket_for(request), **limits()}
    return render(request, "staff/upload.html", context, status=422 if problem else 200)


def _receive_all(request: HttpRequest, person: User | None) -> HttpResponseBase:
    if person is None:
        return _not_allowed(request)
    files = request.FILES.getlist("files")
    too_large = request.META.get(TOO_LARGE, [])
    if not files and not too_large:
        return _form(request, problem=_("请先选择文件。"))
    batch = _wanted_batch(request) or services.start_batch(by=person)
    for file in files:
        services.receive(_upload_of(file), batch=batch, by=person)
    for name in too_large:
        services.refuse(Upload(name, b""), _too_large(), batch=batch, by=person)
    worker.wake()
    if not request.user.is_authenticated:
        messages.info(request, _("登录已过期，但文件已经收下；请登录后继续。"))
        return redirect_to_login(batch.get_absolute_url())
    count = len(files) + len(too_large)
    received = ngettext("收到 %(n)s 个文件。", "收到 %(n)s 个文件。", count)
    messages.success(request, received % {"n": count})
    return redirect(batch)


@require_POST
@receiving
def start(_request: HttpRequest, person: User | None) -> JsonResponse:
    """Open a batch for files that a script is about to send; answer with its addresses."""
    if person is None:
        return _denied()
    batch = services.start_batch(by=person)
    files = reverse("batch_files", args=[batch.pk])
    return JsonResponse({"url": batch.get_absolute_url(), "files": files}, status=201)


@require_POST
@receiving
def receive_one(request: HttpRequest, batch: UUID, person: User | None) -> JsonResponse:
    """Receive one file of a batch; a repeat of the same upload answers with the row made before."""
    if person is None:
        return _denied()
    found = get_object_or_404(Batch, pk=batch)
    file = request.FILES.get("file")
    key = _NOT_OF_A_KEY.sub("", request.POST.get("key", ""))[:_LONGEST_KEY]
    if file is not None:
        rows = services.receive(_upload_of(file, key), batch=found, by=person)
    elif TOO_LARGE in request.META:
        name = request.META[TOO_LARGE][0]
        rows = [services.refuse(Upload(name, b"", key), _too_large(), batch=found, by=person)]
    else:
        return JsonResponse({"error": _("没有收到文件，请重试。")}, status=400)
    worker.wake()
    rows = list(Intake.objects.for_lists().filter(pk__in=[row.pk for row in rows]).order_by("number"))
    return JsonResponse({"rows": row_states(request, rows)}, status=201)


def _upload_of(file: UploadedFile[bytes], key: str = "") -> Upload:
    return Upload(file.name or "", file.read(), key)


def _wanted_batch(request: HttpRequest) -> Batch | None:
    wanted = request.POST.get("batch", "")
    if not wanted:
        return None
    try:
        return get_object_or_404(Batch, pk=UUID(wanted))
    except ValueError:
        raise Http404 from None


def _too_large() -> str:
    words = {"limit": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}
    return _("文件超过 %(limit)s MB，请压缩或拆分后再上传。") % words


def _not_allowed(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    return refusal(request, _("当前账户不能上传文件。如需权限，请联系管理员。"))


def _denied() -> JsonResponse:
    return JsonResponse({"error": _("登录已过期或没有权限；请在新窗口登录后点“重试”。")}, status=403)
