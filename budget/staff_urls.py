"""Addresses of the daily work on the budget, below `/admin/budget/`."""

from django.contrib import admin
from django.urls import include, path

from budget import proposal_desk
from budget.importers import IMPORTERS
from publishing.import_desk import import_urls

app_name = "budget_staff"
urlpatterns = [
    path(
        "proposals/<int:pk>/refuse/",
        admin.site.admin_view(proposal_desk.refuse),
        name="proposal_refuse",
    ),
    path("imports/", include([each for importer in IMPORTERS for each in import_urls(importer)])),
]
