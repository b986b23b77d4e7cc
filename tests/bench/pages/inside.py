"""`python -m tests.bench.pages.inside MODULE ARGUMENT…`: call a module's `main` with the archive set up.

The archive is the one of the environment; modules that import its models cannot set it up themselves.
"""

import importlib
import sys

import django

if __name__ == "__main__":
    django.setup()
    importlib.import_module(f"tests.bench.pages.{sys.argv[1]}").main(*sys.argv[2:])
