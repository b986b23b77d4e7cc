"""Pages saved from a browser's view of their source: the source stands in them as text."""

from lxml import html


def viewed_source(root: html.HtmlElement) -> str:
    """Return the source that the page shows; empty when it is an ordinary page.

    Chrome and Edge show a table with a line of source in each `td.line-content`, Firefox a `pre` in a body
    with the id `viewsource`.
    """
    lines = [
        cell.text_content() for cell in root.iter("td") if "line-content" in cell.get("class", "").split()
    ]
    bodies = (body for body in root.iter("body") if body.get("id") == "viewsource")
    blocks = [pre.text_content() for body in bodies for pre in body.iter("pre")]
    return "\n".join(lines or blocks)
