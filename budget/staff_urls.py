"""Addresses of the daily work on the budget, below `/admin/budget/`."""

from django.urls import include, path

from budget.importers import IMPORTERS
from publishing.import_desk import import_urls

app_name = "budget_staff"
urlpatterns = [
    path("imports/", include([each for importer in IMPORTERS for each in import_urls(importer)])),
]
