"""The section tree while it is built: which nodes are open, where each list has got to."""

from dataclasses import dataclass, field

from archive.ingest.sectioning.headings import HeadingKind
from archive.ingest.sectioning.labels import Label, Rank
from archive.ingest.types import SectionDraft, TextSpan

_CUES = (Rank.CUE_TOP, Rank.CUE_BELOW)


@dataclass(frozen=True)
class OpenNode:
    """A node that can still receive children."""

    rank: Rank
    index: int
    level: int


@dataclass(slots=True)
class Node:
    """A section while its tree is built; offsets point into the received text."""

    start: int
    heading: str
    heading_pieces: tuple[TextSpan, ...] = ()
    heading_supplied: bool = False
    label: str = ""
    label_supplied: bool = False
    flags: tuple[str, ...] = ()
    level: int = 0
    parent: int | None = None
    paragraphs: list[tuple[TextSpan, ...]] = field(default_factory=list)

    def draft(self, end: int) -> SectionDraft:
        """Return the finished section, which ends at `end`."""
        return SectionDraft(
            level=self.level,
            label=self.label,
            heading=self.heading,
            start=self.start,
            end=end,
            parent=self.parent,
            heading_pieces=self.heading_pieces,
            paragraphs=tuple(self.paragraphs),
            heading_supplied=self.heading_supplied,
            label_supplied=self.label_supplied,
            flags=self.flags,
        )


@dataclass
class Outline:
    """Nodes in reading order; `last` holds the latest number of each family of labels."""

    open: list[OpenNode] = field(default_factory=list)
    last_arabic: int = 0
    has_headed_part: bool = False  # a first-level node whose heading is a line of its own
    _nodes: list[Node] = field(default_factory=list)
    _kind: HeadingKind = HeadingKind.NONE
    _ranks: set[Rank] = field(default_factory=set)
    _last: dict[Rank, int] = field(default_factory=dict)
    _last_index: dict[Rank, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is no node yet, not even a preface."""
        return not self._nodes

    @property
    def is_started(self) -> bool:
        """Whether a node below the preface has been opened."""
        return bool(self._ranks)

    @property
    def is_nested(self) -> bool:
        """Whether parts have headings on lines of their own and lists below them."""
        return self.has_headed_part and len(self._ranks) > 1

    @property
    def awaits_body(self) -> bool:
        """Whether the latest node is a heading line with nothing below it yet."""
        return self._kind == HeadingKind.LINE and not self._nodes[-1].paragraphs

    @property
    def level(self) -> int:
        """The level of a node opened now."""
        return self.open[-1].level + 1 if self.open else 1

    def last_number(self, rank: Rank) -> int:
        """Return the latest number of the list that is going on; 0 when it has not begun."""
        return self._last.get(rank, 0)

    def add_preface(self, node: Node) -> None:
        """Add the node that stands before all others and has no children."""
        self._nodes.append(node)

    def append(self, node: Node, rank: Rank, kind: HeadingKind) -> None:
        """Add `node` below the innermost open one and open it."""
        index = len(self._nodes)
        node.level = self.level
        node.parent = self.open[-1].index if self.open else None
        self.open.append(OpenNode(rank, index, node.level))
        self._nodes.append(node)
        self._kind = kind
        self._ranks.add(rank)
        self._last_index[rank] = index
        self.has_headed_part |= node.level == 1 and kind == HeadingKind.LINE

    def add_body(self, pieces: tuple[TextSpan, ...]) -> None:
        """Append a paragraph to the latest node."""
        if pieces:
            self._nodes[-1].paragraphs.append(pieces)

    def count(self, label: Label) -> None:
        """Remember `label` as the latest of its list; lists of lower families start anew."""
        self.forget_below(label.rank)
        self._last[label.rank] = label.number
        if label.rank == Rank.ARABIC:
            self.last_arabic = label.number

    def forget_deeper(self, level: int) -> None:
        """Let the lists that stand below `level` start anew."""
        deeper = {rank for rank, i in self._last_index.items() if self._nodes[i].level > level}
        self._last = {rank: n for rank, n in self._last.items() if rank not in deeper}

    def forget_below(self, rank: Rank) -> None:
        """Let the lists of families below `rank` start anew."""
        self._last = {known: n for known, n in self._last.items() if known <= rank}

    def close_for(self, label: Label) -> None:
        """Close what cannot hold `label`: nodes as low, and cues its list goes on behind."""
        continues = self.last_number(label.rank) == label.number - 1 > 0
        before = self._last_index.get(label.rank, 0)
        while self.open:
            node = self.open[-1]
            is_passed = node.rank in _CUES and continues and before < node.index
            if node.rank < label.rank and not is_passed:
                break
            self.open.pop()

    def close_to(self, level: int) -> None:
        """Close all open nodes of `level` and below."""
        while self.open and self.open[-1].level >= level:
            self.open.pop()

    def sections(self, end: int) -> tuple[SectionDraft, ...]:
        """Return the nodes with their bodies; each ends where the next begins, the last at `end`."""
        following = [node.start for node in self._nodes[1:]] + [end]
        return tuple(node.draft(after) for node, after in zip(self._nodes, following, strict=False))
