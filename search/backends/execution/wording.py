"""Characters that make a word, and the same characters where they belong to other words: 医保 in 中医保健."""

from dataclasses import replace

import numpy as np

from archive.text.segment import words
from search.backends.execution.hits import Hits
from search.backends.execution.postings import PostingLists
from search.backends.execution.ranking import ACROSS_WORDS
from search.language.ast import Exact, Pattern


def weighed_as_words(hits: Hits, pattern: Pattern, postings: PostingLists, size: int) -> Hits:
    """Return the hits of a pattern; if it is a word, documents that hold it only across words weigh less.

    `size` is the number of documents. A word that stands nowhere as a word is taken as it is.
    """
    if not isinstance(pattern, Exact) or not len(hits.documents) or not _is_word(pattern.folded):
        return hits
    standing = postings.documents("text", pattern.folded).documents
    if not len(standing):
        return hits
    across = np.ones(size, dtype=np.bool_)
    across[standing] = False
    lowered = hits.weights * np.float32(ACROSS_WORDS)
    return replace(hits, weights=np.where(across[hits.documents], lowered, hits.weights))


def _is_word(folded: str) -> bool:
    return len(folded) > 1 and [token.text for token in words(folded)] == [folded]
