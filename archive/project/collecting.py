"""How often a serving process looks for cycles of garbage."""

import gc

_OBJECTS, _YOUNG, _OLD = 50_000, 20, 20


def collect_seldom() -> None:
    """Look at young objects after 50,000 new ones instead of 700, and at all objects seldom.

    A process holds lexicons and decoded postings for good. A look at all of them takes a tenth of a second
    and came every fifth page or so: over 10,000 reports it doubled the 95th percentile of most pages.
    """
    gc.set_threshold(_OBJECTS, _YOUNG, _OLD)
