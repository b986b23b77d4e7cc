"""What to offer beside the results: ways out of an empty one, spellings, completions, related and similar."""

from search.suggest.escapes import suggestions

__all__ = ["suggestions"]
