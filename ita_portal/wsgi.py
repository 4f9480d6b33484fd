"""The WSGI door for waitress and gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from publishing.kept_pages import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ita_portal.settings")

application = KeptPages(get_wsgi_application())
