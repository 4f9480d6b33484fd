"""The table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

from ita_portal import views

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.permission_denied"
handler404 = "ita_portal.errors.page_not_found"
handler500 = "ita_portal.errors.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("agency.urls")),
    path("", include("publishing.urls")),
    path("measures/", include("measures.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
