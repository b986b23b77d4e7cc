"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from archive.project.collecting import collect_seldom

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.project.settings")

collect_seldom()
application = get_wsgi_application()

# Files that a server left unread when it was killed are taken up again by the next one.
from archive.services import worker  # noqa: E402  (the settings must be loaded first)

worker.resume()
