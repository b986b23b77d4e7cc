"""What isolation costs: the same files recognised in this process and behind the door.

Run by `make bench`, where nothing else runs: the next child gets ready beside the one at work.
"""

import time
from pathlib import Path

from archive.ingest import pipeline
from archive.ingest.parsing.isolation import Recogniser
from archive.ingest.types import RawFile
from tests.ingest.vocabularies import vocabulary

SEEDS = [RawFile(path.name, path.read_bytes()) for path in sorted(Path("seeds/reports").glob("*.txt"))]
ROUNDS = 10


def fastest(action):
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        action()
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken)


def test_the_price_of_isolation(capsys):
    with Recogniser(vocabulary()) as recogniser:
        pairs = [
            (
                fastest(lambda seed=seed: pipeline.run(seed, vocabulary())),
                fastest(lambda seed=seed: recogniser.recognise(seed)),
            )
            for seed in SEEDS
        ]
    inside, behind = (sum(times) for times in zip(*pairs, strict=True))
    with capsys.disabled():
        for seed, (plain, isolated) in zip(SEEDS, pairs, strict=True):
            print(f"\n{seed.name[:3]}: in process {plain:.1f} ms, isolated {isolated:.1f} ms", end="")
        print(f"\nisolation: {behind / inside:.2f} x the time in process")
