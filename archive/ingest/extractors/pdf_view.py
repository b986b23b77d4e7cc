"""A PDF page held level: from its own coordinates to places counted from the upper left corner."""

from typing import NamedTuple

Box = tuple[float, float, float, float]


class View(NamedTuple):
    """A page whose `box` (left, bottom, right, top) is turned by so many `quarters` with the clock."""

    box: Box
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        left, bottom, right, top = self.box
        size = right - left, top - bottom
        return size[::-1] if self.quarters % 2 else size

    def place(self, box: Box) -> Box:
        """Return left, top, right, bottom as seen of a `box` given as left, bottom, right, top."""
        left, bottom, right, top = self.box
        match self.quarters:
            case 1:
                return box[1] - bottom, box[0] - left, box[3] - bottom, box[2] - left
            case 2:
                return right - box[2], box[1] - bottom, right - box[0], box[3] - bottom
            case 3:
                return top - box[3], right - box[2], top - box[1], right - box[0]
        return box[0] - left, top - box[3], box[2] - left, top - box[1]
