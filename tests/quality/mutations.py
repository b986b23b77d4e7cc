"""What sites, scanners and editors do to a report: each mutation keeps the sections recognisable."""

import re
from collections.abc import Callable, Sequence

import opencc

from tests.quality.gold import Case

Mutation = Callable[[Case], str]

_WRAP = 35
_CHUNK = 500
_PAGE = 700
_BRACKETED = re.compile("(?m)^(\\s*)[（(]([一二三四五六七八九十]{1,3})[）)]")
_FIRST = re.compile("(?m)^(\\s*[一二三四五六七八九十]{1,3})、")
_INNER = re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("0"), ord("9") + 1)}
_ASCII_MARKS = str.maketrans("，；：！？（）。", ",;:!?()｡")
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"


def text_of(case: Case) -> str:
    return case.cleaned.extracted.text


def on_text(change: Callable[[str], str]) -> Mutation:
    return lambda case: change(text_of(case))


def replaced(pattern: str, by: str) -> Mutation:
    return on_text(lambda text: re.sub(pattern, by, text))


def converted(profile: str) -> Mutation:
    return on_text(opencc.OpenCC(profile).convert)


def in_report(change: Callable[[str], str]) -> Mutation:
    """Change only the report itself: its frame and furniture stay as they are."""

    def mutate(case: Case) -> str:
        text, (first, last) = text_of(case), case.cleaned.main
        return text[:first] + change(text[first:last]) + text[last:]

    return mutate


def wrap(text: str) -> str:
    """Break every paragraph into lines of one width, paragraphs indented."""
    lines = []
    for line in text.split("\n"):
        bare = line.strip()
        indented = f"\u3000\u3000{bare}" if bare else ""
        lines += [indented[i : i + _WRAP] for i in range(0, len(indented), _WRAP)] or [""]
    return "\n".join(lines)


def wrap_apart(text: str) -> str:
    """Break every paragraph into lines of one width, paragraphs set apart by blank lines."""
    paragraphs = (line.strip() for line in text.split("\n"))
    return "\n\n".join("\n".join(p[i : i + _WRAP] for i in range(0, len(p), _WRAP)) for p in paragraphs if p)


def paged(marker: str) -> Callable[[str], str]:
    """Print a page marker every so many characters, wherever that is."""

    def change(text: str) -> str:
        pages = [text[i : i + _PAGE] for i in range(0, len(text), _PAGE)]
        marked = [f"{page}\n{marker.format(number)}\n" for number, page in enumerate(pages[:-1], 1)]
        return "".join([*marked, pages[-1]])

    return change


def chunked(text: str) -> str:
    """Number chunks of one size, as document-sharing sites do."""
    running = re.sub("\\s*\n\\s*", "\n", text)
    chunks = [running[i : i + _CHUNK] for i in range(0, len(running), _CHUNK)]
    return "\n".join(f"{number}、{chunk}" for number, chunk in enumerate(chunks, 1))


def advertised(text: str) -> str:
    """Put an advertisement inside every fifth long paragraph."""
    lines = text.split("\n")
    long = [i for i, line in enumerate(lines) if len(line) > 120]
    for i in long[::5]:
        middle = lines[i].find("，", len(lines[i]) // 2)
        if middle > 0:
            lines[i] = (
                f"{lines[i][: middle + 1]}（更多范文请关注example网www.example.com）{lines[i][middle + 1 :]}"
            )
    return "\n".join(lines)


def outlined(case: Case) -> str:
    """Print the headings of the first level before the report."""
    text, first = text_of(case), case.cleaned.main.start
    tops = [s for s in case.sections if s.level == 1 and s.label and s.heading_pieces]
    listed = "\n".join(text[s.start : s.heading_pieces[-1].end] for s in tops)
    return f"{text[:first]}目录\n{listed}\n{text[first:]}"


def letter_spaced(case: Case) -> str:
    """Set a space between the characters of every heading on a line of its own."""

    def spaced(heading: str) -> str:
        return _INNER.sub(" ", heading)

    return _with_headings(case, spaced)


def _with_headings(case: Case, change: Callable[[str], str]) -> str:
    text = text_of(case)
    for section in reversed(case.sections):
        if section.level == 1 and len(section.heading_pieces) == 1 and not section.heading_supplied:
            (begin, end) = section.heading_pieces[0]
            if text[end : end + 1] in ("\n", "\r", ""):
                text = text[:begin] + change(text[begin:end]) + text[end:]
    return text


def relabelled(write: Callable[[Sequence[int]], str]) -> Mutation:
    """Number all labelled sections of the first three levels anew."""

    def mutate(case: Case) -> str:
        text, counts = text_of(case), [0] * 9
        changes = []
        for section in case.sections:
            if not section.label or section.level > _DEEPEST:
                continue
            counts[section.level] += 1
            counts[section.level + 1 :] = [0] * (8 - section.level)
            if section.label_supplied:
                continue
            path = [n or 1 for n in counts[1 : section.level + 1]]
            changes.append((section.start, len(section.label), write(path)))
        for start, width, label in reversed(changes):
            text = text[:start] + label + text[start + width :].lstrip(" \u3000")
        return text

    return mutate


_DEEPEST = 3
_NUMERALS = "零一二三四五六七八九十"


def in_words(number: int) -> str:
    tens, units = divmod(number, 10)
    if not tens:
        return _NUMERALS[units]
    return (_NUMERALS[tens] if tens > 1 else "") + "十" + (_NUMERALS[units] if units else "")


def decimal(path: Sequence[int]) -> str:
    return ".".join(map(str, path)) + (". " if len(path) == 1 else " ")


def chapters(path: Sequence[int]) -> str:
    number = in_words(path[-1])
    return (f"第{number}章 ", f"第{number}节 ", f"{number}、")[len(path) - 1]


def roman(path: Sequence[int]) -> str:
    return (f"{_ROMAN[path[-1] - 1]}、", f"{chr(ord('A') + path[-1] - 1)}. ", f"{path[-1]}. ")[len(path) - 1]


SAME_LABELS: dict[str, Mutation] = {
    "spaces removed": in_report(lambda text: re.sub("[ \u3000\xa0\t]", "", text)),
    "brackets half width": in_report(lambda text: _BRACKETED.sub(r"\1(\2)", text)),
    "brackets full width": in_report(lambda text: _BRACKETED.sub(r"\1（\2）", text)),
    "brackets tortoise": in_report(lambda text: _BRACKETED.sub(r"\1〔\2〕", text)),
    "brackets mixed": in_report(lambda text: _BRACKETED.sub(r"\1（\2)", text)),
    "left brackets lost": in_report(lambda text: _BRACKETED.sub(r"\1\2）", text)),
    "right brackets lost": in_report(lambda text: _BRACKETED.sub(r"\1（\2", text)),
    "stops for commas": in_report(lambda text: _FIRST.sub(r"\1.", text)),
    "full stops for commas": in_report(lambda text: _FIRST.sub(r"\1．", text)),
    "western commas": in_report(lambda text: _FIRST.sub(r"\1,", text)),
    "commas lost": in_report(lambda text: _FIRST.sub(r"\1 ", text)),
    "traditional": converted("s2t"),
    "traditional as in Taiwan": converted("s2tw"),
    "simplified": converted("t2s"),
    "blank lines removed": replaced("\n\\s*\n", "\n"),
    "one line": in_report(lambda text: re.sub("\\s*\n\\s*", "", text)),
    "one line with spaces": in_report(lambda text: re.sub("\\s*\n\\s*", "  ", text)),
    "wrapped and indented": in_report(wrap),
    "wrapped and apart": in_report(wrap_apart),
    "page numbers": in_report(paged("— {} —")),
    "page markers": in_report(paged("第{}页 共9页")),
    "full-width digits": on_text(lambda text: text.translate(_FULL_WIDTH)),
    "half-width marks": in_report(lambda text: text.translate(_ASCII_MARKS)),
    "carriage returns": replaced("\n", "\r\n"),
    "old carriage returns": replaced("\n", "\r"),
    "tabs before": replaced("(?m)^(?=.)", "\t"),
    "ideographic spaces before": replaced("(?m)^(?=.)", "\u3000\u3000"),
    "hard spaces before": replaced("(?m)^(?=.)", "\xa0\xa0\xa0"),
    "entities": in_report(
        lambda text: (
            re.sub("(?m)^(?=.)", "&nbsp;&nbsp;", text).replace("“", "&ldquo;").replace("”", "&rdquo;")
        )
    ),
    "chunk numbers": in_report(chunked),
    "advertisements": in_report(advertised),
    "outline first": outlined,
    "letter-spaced headings": letter_spaced,
}
OTHER_LABELS: dict[str, Mutation] = {
    "one read as dash": in_report(lambda text: re.sub("(?m)^(\\s*[（(]?)一(?=[、）)])", r"\1—", text)),
    "decimal outline": relabelled(decimal),
    "chapters": relabelled(chapters),
    "Roman numbers and letters": relabelled(roman),
}
