"""Pairing the sections of two to four reports: what belongs side by side, how surely, and why."""

from archive.analysis.pairing.pair import pair
from archive.analysis.pairing.shapes import Hand, Link, Name, Pairing, PairSection, Reason, Row

__all__ = ["Hand", "Link", "Name", "PairSection", "Pairing", "Reason", "Row", "pair"]
