"""Upload tickets: an upload begun by a signed-in person arrives even if the session ends meanwhile.

A ticket is a signed form field that names the person. It opens nothing but the receiving of files, for
twelve hours, and only while the account is active, may upload, and keeps its password.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from archive.views.staff.access import MAY_EDIT

View = Callable[..., HttpResponseBase]

LIFETIME = timedelta(hours=12)
_SALT = "archive.upload"


def ticket_for(request: HttpRequest) -> str:
    """Return the ticket of the person signed in, for the upload forms of this page."""
    person = request.user
    if not isinstance(person, User):
        return ""
    return signing.dumps([person.pk, person.get_session_auth_hash()], salt=_SALT)


def receiving(view: View) -> View:
    """Call `view` with `person`, who hands files in; None when nobody may.

    That is the bearer of a good ticket, unless somebody else is signed in, or the person signed in. A ticket
    stands in for the CSRF token, which changes when a lost session is taken up again in another window:
    strangers cannot make one.
    """

    @csrf_protect
    def by_session(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, person=_allowed(request.user), **kwargs)

    @csrf_exempt
    @wraps(view)
    def received(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        bearer = _bearer(request.POST.get("ticket", ""))
        if bearer is None or (request.user.is_authenticated and request.user != bearer):
            return by_session(request, *args, **kwargs)
        return view(request, *args, person=bearer, **kwargs)

    return received


def _allowed(person: User | AnonymousUser) -> User | None:
    return person if isinstance(person, User) and person.has_perms(MAY_EDIT) else None


def _bearer(ticket: str) -> User | None:
    try:
        pk, proof = signing.loads(ticket, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None or person.get_session_auth_hash() != proof:
        return None
    return _allowed(person)
