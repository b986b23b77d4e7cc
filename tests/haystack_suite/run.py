"""Run Haystack's Whoosh tests as its own runner does: `python run.py FOLDER_HOLDING_test_haystack`.

`--tokenizer` puts our word tokenizer under the filters of Whoosh's stemming analyzer.
"""

import importlib
import os
import sys
import warnings
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).parent.parent.parent


def main(folder: str, *options: str) -> None:
    sys.path[:0] = [folder, str(ROOT), str(Path(__file__).parent)]
    os.environ["DJANGO_SETTINGS_MODULE"] = "settings"
    os.chdir(folder)
    warnings.simplefilter("ignore")
    django.setup()
    if "--tokenizer" in options:
        use_our_tokenizer()
    call_command("test", "test_haystack.whoosh_tests", verbosity=1)


def use_our_tokenizer() -> None:
    """Imported late: these need the settings."""
    stock = importlib.import_module("haystack.backends.whoosh_backend")
    filters = importlib.import_module("whoosh.analysis")
    tokenizer = importlib.import_module("search.backends.analyzers").WordTokenizer
    vars(stock)["StemmingAnalyzer"] = lambda: tokenizer() | filters.StopFilter() | filters.StemFilter()


if __name__ == "__main__":
    main(*sys.argv[1:])
