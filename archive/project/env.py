"""Typed reading of environment variables; every name read here is in the README's configuration table."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


def text(name: str, default: str) -> str:
    """Return the variable, or `default` when unset."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as a truth value.

    Raises ImproperlyConfigured when it is neither a yes nor a no.
    """
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in _TRUE:
        return True
    if value.lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    """Return the variable as a whole number.

    Raises ImproperlyConfigured when it is none.
    """
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str) -> list[str]:
    """Return the variable split at commas, blanks dropped."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(path: Path) -> str:
    """Return ARCHIVE_SECRET_KEY, or the key kept in `path` (made on first use, owner-readable)."""
    given = os.environ.get("ARCHIVE_SECRET_KEY")
    if given:
        return given
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(key)
    return key
