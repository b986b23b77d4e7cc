"""Lists as Word files hold them, with the labels Word prints: 24 lists and 16 sets of numbered headings."""

from dataclasses import dataclass

from tests.ingest.extractors.word_files import definition, level, listed, paragraph

CHINESE = "chineseCountingThousand"


@dataclass(frozen=True)
class ListCase:
    """A body, what numbers it and the label each paragraph has on the page."""

    name: str
    body: str
    labels: tuple[str, ...]
    numbering: str = ""
    styles: str = ""


def items(*levels, num=1):
    return "".join(paragraph("·文", num=num, level=index) for index in levels)


def restart(index, start):
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def one_level(form, pattern, *, start=1, extra=""):
    return definition(0, level(0, form, pattern, start=start, extra=extra)) + listed(1, 0)


def formats():
    """A list of one level in each number format that reports use."""
    rows = [
        ("decimal", "%1.", 9, "9. 10. 11."),
        (CHINESE, "%1、", 9, "九、 十、 十一、"),
        ("chineseCounting", "（%1）", 19, "（十九） （二十） （二十一）"),
        ("chineseLegalSimplified", "%1、", 1, "壹、 贰、 叁、"),
        ("japaneseCounting", "第%1章", 10, "第十章 第十一章 第十二章"),
        ("ideographDigital", "%1、", 1, "一、 二、 三、"),
        ("ideographTraditional", "%1、", 9, "壬、 癸、 甲、"),
        ("ideographZodiac", "%1、", 11, "戌、 亥、 子、"),
        ("decimalEnclosedCircleChinese", "%1", 19, "⑲ ⑳ 21"),
        ("decimalEnclosedParen", "%1", 1, "⑴ ⑵ ⑶"),
        ("decimalFullWidth", "%1．", 9, "９． １０． １１．"),
        ("decimalZero", "%1)", 9, "09) 10) 11)"),
        ("upperRoman", "%1.", 3, "III. IV. V."),
        ("lowerLetter", "%1)", 25, "y) z) aa)"),
    ]
    for form, pattern, start, labels in rows:
        numbering = one_level(form, pattern, start=start)
        yield ListCase(form, items(0, 0, 0), tuple(labels.split()), numbering)


TREE = [level(0, CHINESE, "%1、"), level(1, CHINESE, "（%2）"), level(2, "decimal", "%3.")]
DEEP = definition(0, *TREE)
# Lists whose numbers depend on one another.
DEPENDENT_LISTS = (
    ListCase(
        "levels start again under each parent",
        items(0, 1, 2, 2, 1, 2, 0, 1),
        ("一、", "（一）", "1.", "2.", "（二）", "1.", "二、", "（一）"),
        DEEP + listed(1, 0),
    ),
    ListCase(
        "a label may hold the numbers above it",
        items(0, 1, 1, 0, 1),
        ("1", "1.1", "1.2", "2", "2.1"),
        definition(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + listed(1, 0),
    ),
    ListCase(
        "legal numbering is decimal throughout",
        items(0, 1, 0, 1),
        ("一、", "1.1", "二、", "2.1"),
        definition(0, level(0, CHINESE, "%1、"), level(1, "decimal", "%1.%2", extra="<w:isLgl/>"))
        + listed(1, 0),
    ),
    ListCase(
        "lists of one definition count together",
        items(0, 0) + items(0, num=2) + items(0),
        ("一、", "二、", "三、", "四、"),
        DEEP + listed(1, 0) + listed(2, 0),
    ),
    ListCase(
        "a start of its own begins the count anew, once",
        items(0, 0) + items(0, 0, num=2) + items(0),
        ("一、", "二、", "五、", "六、", "七、"),
        DEEP + listed(1, 0) + listed(2, 0, restart(0, 5)),
    ),
    ListCase(
        "a lower level may have a start of its own",
        items(0, 1, 1, 0, 1),
        ("一、", "（三）", "（四）", "二、", "（三）"),
        DEEP + listed(1, 0, restart(1, 3)),
    ),
    ListCase(
        "a list may replace a level",
        items(0) + items(0, num=2),
        ("一、", "2)"),
        DEEP
        + listed(1, 0)
        + listed(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1)")}</w:lvlOverride>'),
    ),
    ListCase(
        "a level may go on counting under the next parent",
        items(0, 1, 1, 0, 1),
        ("一、", "1.", "2.", "二、", "3."),
        definition(0, TREE[0], level(1, "decimal", "%2.", extra='<w:lvlRestart w:val="0"/>')) + listed(1, 0),
    ),
    ListCase(
        "a level may start again only after a certain other",
        items(0, 1, 2, 1, 2, 0, 2),
        ("一、", "（一）", "1.", "（二）", "2.", "二、", "1."),
        definition(0, *TREE[:2], level(2, "decimal", "%3.", extra='<w:lvlRestart w:val="1"/>'))
        + listed(1, 0),
    ),
    ListCase(
        "bullets, plain and deleted paragraphs take no number",
        items(0)
        + items(0, num=2)
        + paragraph("·文", num=0)
        + paragraph("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", num=1, mark="<w:del/>")
        + items(0),
        ("一、", "", "", "二、"),
        DEEP + definition(1, level(0, "bullet", "\uf0b7")) + listed(1, 0) + listed(2, 1),
    ),
)


def style(style_id, base="", num=None, index=None, attributes='w:type="paragraph"'):
    parents = f'<w:basedOn w:val="{base}"/>' if base else ""
    place = f'<w:ilvl w:val="{index}"/>' if index is not None else ""
    place += f'<w:numId w:val="{num}"/>' if num is not None else ""
    properties = f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>" if place else ""
    name = f'<w:name w:val="样式{style_id}"/>'
    return f'<w:style {attributes} w:styleId="{style_id}">{name}{parents}{properties}</w:style>'


def styled(*names):
    return "".join(paragraph("·文", style=name) for name in names)


OWN = [
    level(0, CHINESE, "%1、", extra='<w:pStyle w:val="1"/>'),
    level(1, CHINESE, "（%2）", extra='<w:pStyle w:val="2"/>'),
    level(2, "decimal", "%3.", extra='<w:pStyle w:val="3"/>'),
]
LINKED = definition(0, *OWN) + listed(1, 0)
FULL = style("1", num=1, index=0) + style("2", num=1, index=1) + style("3", num=1, index=2)


SHORT = style("1", num=1) + style("2", num=1) + style("3", num=1)
ORDER_LABELS = ("一、", "（一）", "1.", "（二）", "二、", "（一）")
ORDER = ("1", "2", "3", "2", "1", "2")
BASED = style("1", num=1) + style("2", base="1", index=1) + style("3", base="2", index=2)
DERIVED = FULL + style("我的标题", base="1") + style("我的二级", base="2")
# Headings numbered through their styles.
STYLED_HEADINGS = (
    ListCase("styles with list and level", styled(*ORDER), ORDER_LABELS, LINKED, FULL),
    ListCase("levels that name their styles", styled(*ORDER), ORDER_LABELS, LINKED, SHORT),
    ListCase("styles based on one another", styled(*ORDER), ORDER_LABELS, LINKED, BASED),
    ListCase(
        "a style derived from a heading",
        styled("我的标题", "我的二级", "1", "我的二级"),
        ("一、", "（一）", "二、", "（一）"),
        LINKED,
        DERIVED,
    ),
    ListCase(
        "a paragraph that leaves the list of its style",
        styled("1") + paragraph("·文", style="1", num=0) + styled("1"),
        ("一、", "", "二、"),
        LINKED,
        FULL,
    ),
    ListCase(
        "a paragraph with a list of its own",
        styled("1") + paragraph("·文", style="1", num=2) + styled("1"),
        ("一、", "1)", "二、"),
        LINKED + definition(1, level(0, "decimal", "%1)")) + listed(2, 1),
        FULL,
    ),
    ListCase(
        "a paragraph that starts anew in the list of its style",
        styled("1", "2") + paragraph("·文", style="2", num=2, level=1) + styled("2"),
        ("一、", "（一）", "（六）", "（七）"),
        LINKED + listed(2, 0, restart(1, 6)),
        FULL,
    ),
    ListCase(
        "a style that leaves the list of its base",
        styled("1", "无号", "1"),
        ("一、", "", "二、"),
        LINKED,
        FULL + style("无号", base="1", num=0),
    ),
    ListCase(
        "the style of plain paragraphs numbers them",
        paragraph("·文") + styled("无") + paragraph("·文"),
        ("1.", "2.", "3."),
        one_level("decimal", "%1."),
        style("a", num=1, attributes='w:type="paragraph" w:default="1"'),
    ),
)


THROUGH = (
    definition(0, *OWN, extra='<w:styleLink w:val="目录号"/>')
    + definition(1, extra='<w:numStyleLink w:val="目录号"/>')
    + listed(1, 0)
    + listed(2, 1)
)
LIST_STYLE = style("目录号", num=1, attributes='w:type="numbering"')
# Headings among other numbering.
LINKED_HEADINGS = (
    ListCase(
        "a list kept in a numbering style",
        items(0, 1, num=2) + items(1, 0, num=2),
        ("一、", "（一）", "（二）", "二、"),
        THROUGH,
        LIST_STYLE,
    ),
    ListCase(
        "a list and its numbering style count together",
        items(0, num=2) + items(0) + items(0, num=2),
        ("一、", "二、", "三、"),
        THROUGH,
        LIST_STYLE,
    ),
    ListCase(
        "chapters and sections in words",
        styled("1", "2", "2", "1", "2"),
        ("第一章", "第一节", "第二节", "第二章", "第一节"),
        definition(
            0,
            level(0, CHINESE, "第%1章", extra='<w:pStyle w:val="1"/>'),
            level(1, CHINESE, "第%2节", extra='<w:pStyle w:val="2"/>'),
        )
        + listed(1, 0),
        FULL,
    ),
    ListCase(
        "decimal outline",
        styled("1", "2", "3", "2", "1", "2"),
        ("1", "1.1", "1.1.1", "1.2", "2", "2.1"),
        definition(0, *(level(i, "decimal", ".".join(f"%{n + 1}" for n in range(i + 1))) for i in range(3)))
        + listed(1, 0),
        FULL,
    ),
    ListCase(
        "headings and body lists apart",
        styled("1", "2") + items(0, 0, num=2) + styled("2") + items(0, num=3),
        ("一、", "（一）", "1)", "2)", "（二）", "1)"),
        LINKED + definition(1, level(0, "decimal", "%1)")) + listed(2, 1) + listed(3, 1, restart(0, 1)),
        FULL,
    ),
    ListCase(
        "a heading without number between numbered ones",
        styled("1", "附", "1", "2"),
        ("一、", "", "二、", "（一）"),
        LINKED,
        FULL + style("附"),
    ),
    ListCase(
        "styles that name each other in a circle",
        styled("1", "甲", "1"),
        ("一、", "", "二、"),
        LINKED,
        FULL + style("甲", base="乙") + style("乙", base="甲"),
    ),
)


LISTS = (*formats(), *DEPENDENT_LISTS)
HEADINGS = (*STYLED_HEADINGS, *LINKED_HEADINGS)
