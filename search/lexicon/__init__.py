"""The lexicon: the other words a typed word is also searched in, from sets that staff edit.

`variants` is all a search needs; `version` changes whenever an answer of it may.
"""

from search.lexicon.current import forget, shown, variants, version

__all__ = ["forget", "shown", "variants", "version"]
