"""The seed reports as their authors meant them, and what the pages around them are measured by."""

import json
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.quality.gold import GOLD, SEEDS

TABLE = (("乡镇", "床位数", "签约人数"), ("城关镇", "128", "20356"), ("东川乡", "46", "7312"))
# Words that stand in the furniture of the layouts and nowhere in the seeds.
FURNITURE = (
    "网站首页",
    "无障碍浏览",
    "政务公开专栏",
    "办事指南",
    "位置：",
    "分享到",
    "打印本页",
    "浏览次数",
    "字号",
    "字体：",
    "上一篇",
    "下一篇",
    "相关阅读",
    "相关稿件",
    "兄弟单位工作总结",
    "热门排行",
    "网友评论",
    "写得真好",
    "版权所有",
    "网站标识码",
    "扫一扫",
    "小额贷款",
    "友情链接",
    "登录",
    "我要纠错",
    "关闭窗口",
)


@dataclass(frozen=True)
class Report:
    """A seed without the page it came in: what the layouts print."""

    seed: Path
    title: str
    paragraphs: tuple[str, ...]
    headings: frozenset[str]  # paragraphs that are nothing but a heading

    @property
    def half(self) -> int:
        """How many paragraphs stand before the table."""
        return max(at for at, text in enumerate(self.paragraphs[:6]) if text not in self.headings) + 1

    def body(self, make, table: str = "") -> str:
        """The paragraphs as `make` writes each, with a table among them."""
        made = [make(text) for text in self.paragraphs]
        return "\n".join([*made[: self.half], table, *made[self.half :]])


@dataclass(frozen=True)
class Encoded:
    """How a page is stored and what it says of that."""

    codec: str
    declared: str


ENCODINGS = (
    Encoded("utf-8", '<meta charset="utf-8">'),
    Encoded("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
    Encoded("gb18030", ""),
    Encoded("utf-8", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
    Encoded("gb18030", '<meta charset="utf-8">'),
    Encoded("big5hkscs", '<meta charset="gb2312">'),
)


def reports() -> list[Report]:
    """The five seeds."""
    records = (json.loads(line) for line in (GOLD / "metadata.jsonl").read_text("utf-8").splitlines())
    titles = {record["file"]: record["title"] for record in records}
    return [_report(path, titles) for path in sorted((GOLD / "sections").glob("*.json"))]


def _report(path: Path, titles: dict[str, str]) -> Report:
    gold = json.loads(path.read_text("utf-8"))
    text = (SEEDS / gold["seed"]).read_text("utf-8")
    start, end = gold["main"]
    dropped = {i for d in gold["dropped"] for i in range(d["start"], d["end"])}
    main = "".join(char for i, char in enumerate(text[start:end], start) if i not in dropped)
    paragraphs = tuple(" ".join(line.split()) for line in main.splitlines() if line.strip())
    names = {inked(node["label"] + node["heading"]) for node in gold["sections"]}
    headings = frozenset(text for text in paragraphs if inked(text) in names)
    return Report(SEEDS / gold["seed"], titles[gold["seed"]], paragraphs, headings)


def inked(text: str) -> str:
    """A text without its blanks, in which pages and plain text may differ."""
    return "".join(text.split())


def rows(cell: str = "{}", attributes: str = "") -> str:
    """The rows of the table every layout holds."""
    lines = ("".join(f"<td{attributes}>{cell.format(text)}</td>" for text in row) for row in TABLE)
    return "".join(f"<tr>{line}</tr>" for line in lines)


def links(label: str, count: int) -> str:
    """A list of links to other pages."""
    items = (
        f'<li><a href="/{n}.html">{label}{n}</a><span>2024-01-1{n % 10}</span></li>' for n in range(count)
    )
    return f"<ul>{''.join(items)}</ul>"


def plain(text: str) -> str:
    """A paragraph and nothing else."""
    return f"<p>{escape(text)}</p>"
