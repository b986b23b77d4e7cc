"""Haystack's own test settings, without Solr and Elasticsearch, on our Whoosh engine."""

import importlib
import tempfile

theirs = importlib.import_module("test_haystack.settings")
globals().update({name: value for name, value in vars(theirs).items() if name.isupper()})

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
HAYSTACK_CONNECTIONS = {
    name: options
    for name, options in theirs.HAYSTACK_CONNECTIONS.items()
    if name not in {"solr", "elasticsearch"}
}
for name in ("whoosh", "filtered_whoosh"):
    HAYSTACK_CONNECTIONS[name] |= {
        "ENGINE": "search.backends.whoosh.ArchiveWhooshEngine",
        "PATH": tempfile.mkdtemp(prefix=f"haystack-suite-{name}-"),
    }
