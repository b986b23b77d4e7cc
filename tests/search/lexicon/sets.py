"""Sets of words as tests of the lexicon make them."""

from search.models import SynonymSet


def a_set(*terms: str, relation: str = "equal", **more) -> SynonymSet:
    return SynonymSet.objects.create(relation=relation, terms=list(terms), **more)


def forms(found) -> list[str]:
    return [form for form, _reason in found]
