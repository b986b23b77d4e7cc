"""What of the markup counts as content: wrappers looked through, deletions and prompts left out."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from archive.ingest.extractors.xml import child, children

# Elements that only wrap content: insertions are part of the text, as is what a control or a link holds.
_WRAPPERS = frozenset(
    {
        "w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:sdt", "w:sdtContent", "w:hyperlink",
        "w:fldSimple", "w:dir", "w:bdo", "w:subDoc", "mc:AlternateContent",
    }
)  # fmt: skip
DELETIONS = frozenset({"w:del", "w:moveFrom"})
_WORDS = frozenset({"w:t", "w:txbxContent", "w:tbl", "m:t"})


def flow(container: Iterable[Element]) -> Iterator[Element]:
    """Yield the elements of `container` in order, with the contents of wrappers in their place.

    Deletions are yielded as they are, for the caller to count. It keeps its own stack: wrappers may nest as
    deep as the parser allows.
    """
    stack = [iter(container)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif found.tag in _WRAPPERS:
            stack.append(iter(_inside(found)))
        else:
            yield found


def _inside(wrapper: Element) -> Iterable[Element]:
    if wrapper.tag == "mc:AlternateContent":
        return _alternative(wrapper)
    if wrapper.tag == "w:sdt" and child(wrapper, "w:sdtPr", "w:showingPlcHdr") is not None:
        return ()  # the prompt of an empty form field: 单击此处输入文字
    return wrapper


def _alternative(element: Element) -> Iterable[Element]:
    """Choose one of the forms in which the same content is stored: the first that holds words."""
    forms = [*children(element, "mc:Choice"), *children(element, "mc:Fallback")]
    worded = (form for form in forms if any(found.tag in _WORDS for found in form.iter()))
    return next(worded, forms[0] if forms else ())
