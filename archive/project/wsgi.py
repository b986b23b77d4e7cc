"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.project.settings")

application = get_wsgi_application()

# Files that a server left unread when it was killed are taken up again by the next one.
from archive.services import worker  # noqa: E402  (the settings must be loaded first)

worker.resume()
