"""Files for the shelf: real seeds, and reports made of sentences that no other file shares."""

from django.conf import settings

from archive import services
from archive.corrections import Corrections
from archive.models import Batch, Intake, Report

SEEDS = settings.BASE_DIR / "seeds" / "reports"
SEED = SEEDS / "001_dc7afcfdc16875c6.txt"
OTHER = SEEDS / "000_e4528b115fa46040.txt"


def shelved(path=SEED) -> Intake:
    return services.take_in(content=path.read_bytes(), name=path.name, by=None)


def published(path=SEED, **corrections) -> Report:
    return services.publish(intake=shelved(path), corrections=Corrections(**corrections), by=None)


def small_report(number: int) -> bytes:
    """A short summary of its own: every sentence holds the number."""
    lines = [f"青山县卫生健康局{2001 + number % 20}年工作总结"]
    for at, work in enumerate(("医改", "疾控", "妇幼", "中医", "监督", "人才"), start=1):
        lines.append(f"{'一二三四五六'[at - 1]}、{work}工作")
        lines.append(
            f"第{number}号材料记{work}事项{number * 7 + at}件，比上年多{number + at}件，全部办结归档。"
        )
    return "\n".join(lines).encode()


def small_batch(count: int, **kwargs) -> tuple[Batch, list[Intake]]:
    """A batch of `count` recognised small reports."""
    batch = services.start_batch(by=None)
    numbers = range(1, count + 1)
    rows = [services.take_in(content=small_report(n), name=f"{n}.txt", by=None, batch=batch) for n in numbers]
    return batch, rows
