"""XML of unknown origin as a tree with short names, within bounds.

A document type declaration is refused: the formats read here never have one, and every entity attack
(billion laughs, external entities) needs one. Depth and number of elements are bounded, so a walk over the
tree stays shallow and the tree stays smaller than the memory a parse is given.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 256
MAX_ELEMENTS = 3_000_000

_CHINESE = re.compile(rb"""<\?xml[^>]{0,80}?encoding\s*=\s*["']gb[\w-]+["']""", re.IGNORECASE)
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class BrokenXmlError(ValueError):
    """The bytes are not well-formed XML."""


class HostileXmlError(ValueError):
    """The XML is built to exhaust its reader."""


class _Tree:
    """Feeds a `TreeBuilder`, counting as it goes."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._builder = TreeBuilder()
        self._depth = 0
        self._count = 0

    def read(self, content: bytes) -> Element:
        chinese = _CHINESE.match(content)
        if chinese:  # the parser knows no multi-byte encoding but Unicode
            content = content.decode("gb18030").encode()
        parser = expat.ParserCreate("utf-8" if chinese else None, "\n")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._builder.data
        parser.Parse(content, True)
        return self._builder.close()

    def _refuse(self, *_declaration: object) -> None:
        raise HostileXmlError("document type declaration")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise HostileXmlError("too deep or too many elements")
        short = {self._short(key): value for key, value in attributes.items()}
        self._builder.start(self._short(name), short)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(self._short(name))

    def _short(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition("\n")
            known = f"{self._prefixes.get(space, '')}:{local}" if space else local
            self._names[name] = known
        return known


def parse_xml(content: bytes, prefixes: Mapping[str, str]) -> Element:
    """Return the root of `content`; tags and attributes are named `prefix:local`.

    `prefixes` maps namespace to prefix; a namespace it does not know gives an empty prefix (`:local`), no
    namespace gives the bare name. Raises `BrokenXmlError` and `HostileXmlError`.
    """
    try:
        return _Tree(prefixes).read(content)
    except HostileXmlError:
        raise
    except (expat.ExpatError, AssertionError, ValueError, LookupError) as error:
        if getattr(error, "code", None) == _NO_MEMORY:
            raise MemoryError from error
        raise BrokenXmlError(str(error)) from error


def child(element: Element | None, *path: str) -> Element | None:
    """Return the descendant at `path`, the first child of each name; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element if found.tag == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the direct children called `name`."""
    return (found for found in (() if element is None else element) if found.tag == name)
