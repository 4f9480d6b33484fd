"""Addresses of the roof below `/admin/`: the executive's screen, and help for every task."""

from django.contrib import admin
from django.urls import path

from ita_portal import help as how
from ita_portal import overview

app_name = "portal_staff"
urlpatterns = [
    path("overview/", admin.site.admin_view(overview.overview), name="overview"),
    path("overview/owed/", admin.site.admin_view(overview.owed), name="owed"),
    path("help/", admin.site.admin_view(how.contents), name="help"),
    path("help/<slug:slug>/", admin.site.admin_view(how.task), name="help_task"),
]
