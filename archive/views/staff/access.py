"""Who may do what on the staff pages: look, correct, publish."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

View = Callable[..., HttpResponseBase]

MAY_VIEW = ("archive.view_intake",)
MAY_EDIT = ("archive.change_intake", "archive.add_intake")
MAY_PUBLISH = ("archive.publish_report",)

# The page of what a post was about: the first whose arguments the address has.
_PAGES = (
    ("intake_preview", ("batch", "number")),
    ("batch", ("batch",)),
    ("report_manage", ("public_id",)),
    ("intake_list", ()),
)


def may_edit(request: HttpRequest) -> bool:
    """Tell whether the person may upload, correct and discard."""
    return request.user.has_perms(MAY_EDIT)


def may_publish(request: HttpRequest) -> bool:
    """Tell whether the person may make things public."""
    return request.user.has_perms(MAY_PUBLISH)


def refusal(request: HttpRequest, sentence: StrOrPromise) -> HttpResponse:
    """Answer that the account may not do this, in one plain sentence."""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def guard(names: tuple[str, ...], sentence: StrOrPromise) -> Callable[[View], View]:
    """Return a decorator for views of people who have all the permissions `names`; others read `sentence`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(_way_back(request, kwargs))
            if not request.user.has_perms(names):
                return refusal(request, sentence)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _way_back(request: HttpRequest, kwargs: dict[str, Any]) -> str:
    """Return where to go after logging in; what was posted is taken up on the page it was about."""
    if request.method != "POST":
        return request.get_full_path()
    page, names = next(one for one in _PAGES if kwargs.keys() >= set(one[1]))
    return reverse(page, args=[kwargs[name] for name in names])


viewing = guard(MAY_VIEW, _("当前账户不能查看入库的文件。如需权限，请联系管理员。"))
editing = guard(MAY_EDIT, _("当前账户可以查看入库的文件，不能上传和更正。如需权限，请联系管理员。"))
publishing = guard(MAY_PUBLISH, _("当前账户不能发布报告，可以存为草稿，由有发布权限的同事确认。"))
