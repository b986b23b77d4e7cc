"""Settings of a test run: what it writes goes to a directory of its own, taken away afterwards.

Every worker process imports this module for itself, so workers share no index and no originals.
"""

import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("ARCHIVE_")]:
    del os.environ[name]
os.environ["ARCHIVE_VAR_DIR"] = tempfile.mkdtemp(prefix="archive-tests-")
atexit.register(shutil.rmtree, os.environ["ARCHIVE_VAR_DIR"], ignore_errors=True)

from archive.project.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a missing one, and warnings are errors here
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INTAKE_INLINE = True
