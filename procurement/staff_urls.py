"""Addresses of the daily work on procurement, below `/admin/procurement/`."""

from django.contrib import admin
from django.urls import include, path

from procurement import egp_views, export_views, hint_views, nil_views
from procurement.importers import IMPORTERS
from publishing.import_desk import import_urls

app_name = "procurement_staff"
urlpatterns = [
    path("imports/", include([each for importer in IMPORTERS for each in import_urls(importer)])),
    path(
        "exports/purchases-<int:year>.<str:kind>",
        admin.site.admin_view(export_views.export),
        name="purchases_export",
    ),
    path("egp/", admin.site.admin_view(egp_views.desk), name="egp"),
    path("egp/fetch/", admin.site.admin_view(egp_views.fetch_now), name="egp_fetch"),
    path("egp/draft/", admin.site.admin_view(egp_views.draft), name="egp_draft"),
    path("hints/", admin.site.admin_view(hint_views.hints), name="hints"),
    path("nil/", admin.site.admin_view(nil_views.desk), name="nil"),
    path("nil/<int:year>/<slug:slug>/", admin.site.admin_view(nil_views.say), name="nil_say"),
]
