"""The table of contents of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic.base import RedirectView

from ita_portal import views
from procurement.purchase_views import budget_line

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.permission_denied"
handler404 = "ita_portal.errors.page_not_found"
handler429 = "ita_portal.errors.too_many_requests"  # called by allauth
handler500 = "ita_portal.errors.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("agency.urls")),
    path("", include("publishing.urls")),
    # Before the budget's own: the same page, with what was bought with the line.
    path("budget/<int:year>/lines/<int:pk>/", budget_line, name="budget_line"),
    path("budget/", include("budget.urls")),
    path("procurement/", include("procurement.urls")),
    path("measures/", include("measures.urls")),
    path("complaints/", include("complaints.urls")),
    path("desk/", include("complaints.desk_urls")),
    path("accounts/", include("ita_portal.account_urls")),
    # Before the admin's own: its sign-in and password pages know no throttling.
    path("admin/login/", secure_admin_login(admin.site.login), name="admin_login"),
    path(
        "admin/password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="admin_password_change",
    ),
    path("admin/publishing/", include("publishing.staff_urls")),
    path("admin/measures/", include("measures.staff_urls")),
    path("admin/budget/", include("budget.staff_urls")),
    path("admin/procurement/", include("procurement.staff_urls")),
    path("admin/complaints/", include("complaints.staff_urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
