"""CONTRACT between the store and the executor (lead, 12:50). Replace this file by the real thing.

Besides what the task says, the executor needs:

1. One more packed field `heads`: every isalnum() character and every bigram of the folded heading alone, as
   `chars`, but documents + counts only, no positions (BM25F weighs headings apart from bodies; ~4 % of `chars`).
2. A text (heading or body) that is not empty ends with one more bigram: its last character + END = "\x1e", with
   its position, in `chars`. So the positions of a single character c are the union of the positions of the
   bigrams that begin with c: `Segment.positions("chars", c)` for a one-character term returns that union (found
   by a prefix scan of the term index; slow is fine, it is rare and cached by the executor).
3. `documents()` and `positions()` include deleted documents; the executor masks them.
4. `starts` is int64 of size+1 entries; `positions()` int64 or int32, ascending, no duplicates.
5. `glyphs`: positions("glyphs", original_character).
"""
