"""Upload tickets: an upload begun by a signed-in person arrives even if the session ends meanwhile.

A ticket is a signed form field that names the person. It opens nothing but the receiving of files, for
twelve hours, and only while the account is active, may upload, and keeps its password.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest

from archive.views.staff.access import MAY_EDIT

LIFETIME = timedelta(hours=12)
_SALT = "archive.upload"


def ticket_for(request: HttpRequest) -> str:
    """Return the ticket of the person signed in, for the upload forms of this page."""
    person = request.user
    if not isinstance(person, User):
        return ""
    return signing.dumps([person.pk, person.get_session_auth_hash()], salt=_SALT)


def uploader(request: HttpRequest) -> User | None:
    """Return who hands files in: the person signed in, or the bearer of a good ticket; else None."""
    if isinstance(request.user, User):
        return request.user if request.user.has_perms(MAY_EDIT) else None
    return _bearer(request.POST.get("ticket", ""))


def _bearer(ticket: str) -> User | None:
    try:
        pk, proof = signing.loads(ticket, salt=_SALT, max_age=LIFETIME)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None or person.get_session_auth_hash() != proof:
        return None
    return person if person.has_perms(MAY_EDIT) else None
