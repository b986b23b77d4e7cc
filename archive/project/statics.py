"""Static files as they are served: what a stylesheet or script imports is put in its place.

In development every file is served as it is written. `collectstatic` joins them, so that a page asks for one
stylesheet of the site, one of its own, and one script. There is no other build step: scripts are ES modules
that import by name from relative addresses and export functions and classes where they are declared.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

Read = Callable[[str], str]

_CSS_IMPORT = re.compile(r'^@import url\("([^"]+)"\);\n', re.MULTILINE)
_JS_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "([^"]+)";$', re.MULTILINE)
_JS_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class) (\w+))", re.MULTILINE)
_UNJOINED = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


class JoinedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins our stylesheets and scripts before they are given names by content and compressed."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:  # noqa: FBT001, FBT002  (Django's signature)
        """Yield what became of each file, see `HashedFilesMixin.post_process`. Raises ValueError."""
        if not dry_run:
            for name, content in _all_joined(paths).items():
                self.delete(name)
                self._save(name, ContentFile(content.encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run, **options)


def _all_joined(paths: dict[str, Any]) -> dict[str, str]:
    """Return name -> content of the files that import others."""

    def read(name: str) -> str:
        storage, path = paths[name]
        with storage.open(path) as file:
            return str(file.read().decode())

    joiners = {".css": joined_stylesheet, ".js": joined_script}
    ours = [
        (name, joiners.get(posixpath.splitext(name)[1])) for name in paths if name.startswith(("css/", "js/"))
    ]
    joined = {name: join(name, read) for name, join in ours if join}
    return {name: content for name, content in joined.items() if content != read(name)}


def joined_stylesheet(name: str, read: Read) -> str:
    """Return a stylesheet with the ones it imports in their places; `read` returns a file by its name."""
    return _CSS_IMPORT.sub(lambda match: joined_stylesheet(_beside(name, match[1]), read), read(name))


def joined_script(name: str, read: Read) -> str:
    """Return a module with those it imports before it, each in a scope of its own.

    Raises ValueError for an import or export of another form than those of this project.
    """
    modules: dict[str, str] = {}
    body = _script(name, read, modules)
    return "".join([*modules.values(), body])


def _script(name: str, read: Read, modules: dict[str, str]) -> str:
    """Return the body of a module without imports; what it imports is added to `modules`, in order."""

    def bound(match: re.Match[str]) -> str:
        other = _beside(name, match[2])
        if other not in modules:
            inner = _script(other, read, modules)
            exported = ", ".join(_JS_EXPORT.findall(read(other)))
            modules[other] = (
                f"const {_variable(other)} = (() => {{\n{inner}return {{ {exported} }};\n}})();\n"
            )
        return f"const {{ {match[1]} }} = {_variable(other)};"

    body = _JS_EXPORT.sub("", _JS_IMPORT.sub(bound, read(name)))
    left = _UNJOINED.search(body)
    if left:
        raise ValueError(f"{name}: cannot join {left[0]!r}")
    return body


def _beside(name: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _variable(name: str) -> str:
    """Return the name of the object that holds what a module exports."""
    return re.sub(r"\W", "_", posixpath.splitext(name)[0])
