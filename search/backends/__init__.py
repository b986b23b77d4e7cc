"""Engines behind `execute(request, query)`; nothing outside this package knows Whoosh."""

import warnings

with warnings.catch_warnings():
    # Whoosh 2.7.4 compares a literal with `is` and has invalid escapes in its source.
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.simplefilter("ignore", DeprecationWarning)
    import whoosh.codec.whoosh3
    import whoosh.highlight
    import whoosh.index
    import whoosh.qparser
    import whoosh.sorting
    import whoosh.writing  # noqa: F401
