"""Generator of the table of characters that look alike: `python -m search.spelling.lookalikes_table FONT`.

Every simplified character of GB 2312 is drawn with a font file of the developer's choice (the table kept here
was drawn with Noto Serif CJK, Bold) and compared with every other one: two look alike when the blurred
pictures correlate. A character keeps its nearest few.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from archive.text.fold import fold
from search.spelling.lookalikes import LOOKALIKES_PATH

SIZE = 40  # pixels of the square a character is drawn in
BLUR = 1.2
ALIKE = 0.78  # least correlation of two pictures
KEPT = 5

Pictures = NDArray[np.float32]


def characters() -> list[str]:
    """Return the folded Han characters of GB 2312."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    drawn = (row.decode("gb2312", "ignore") for row in rows)
    return [char for char in drawn if char and fold(char) == char]


def build_table(chars: list[str], pictures: Pictures) -> dict[str, str]:
    """Return character -> those that look like it, nearest first; pictures are rows of unit length."""
    alike = pictures @ pictures.T
    np.fill_diagonal(alike, 0)
    nearest = np.argsort(-alike, axis=1)[:, :KEPT]
    found = {
        char: "".join(chars[other] for other in row if alike[number, other] >= ALIKE)
        for number, (char, row) in enumerate(zip(chars, nearest, strict=True))
    }
    return {char: others for char, others in found.items() if others}


def render_table(table: Mapping[str, str]) -> str:
    """Write a table as lines of `character<TAB>others`."""
    return "".join(f"{char}\t{table[char]}\n" for char in sorted(table))


def draw(chars: list[str], font_file: Path) -> Pictures:  # pragma: no cover - needs a font
    """Return one row for each character: its picture with mean 0 and length 1."""
    font = ImageFont.truetype(str(font_file), SIZE - 4)
    rows = np.stack([_picture(char, font) for char in chars])
    rows -= rows.mean(axis=1, keepdims=True)
    unit: Pictures = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _picture(char: str, font: ImageFont.FreeTypeFont) -> Pictures:  # pragma: no cover
    image = Image.new("L", (SIZE, SIZE))
    ImageDraw.Draw(image).text((SIZE / 2, SIZE / 2), char, fill=255, font=font, anchor="mm")
    return np.asarray(image.filter(ImageFilter.GaussianBlur(BLUR)), dtype=np.float32).ravel()


def main() -> None:  # pragma: no cover
    """Write the table anew."""
    chars = characters()
    table = build_table(chars, draw(chars, Path(sys.argv[1])))
    LOOKALIKES_PATH.write_text(render_table(table), encoding="utf-8")


if __name__ == "__main__":
    main()
