"""The topics and roles people gave to the 132 sections of the seeds."""

import json
from typing import Any

from tests.quality.gold import GOLD


def labels() -> dict[str, dict[str, Any]]:
    """Section id -> its label."""
    record = json.loads((GOLD / "topics.json").read_text(encoding="utf-8"))
    return {label["id"]: label for label in record["labels"]}


def taxonomy() -> dict[str, str]:
    return json.loads((GOLD / "topics.json").read_text(encoding="utf-8"))["taxonomy"]
