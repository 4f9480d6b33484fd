"""The table of contents of the site."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic.base import RedirectView

from ita_portal import feeds, site_pages, sitemaps, views
from ita_portal.search.views import search
from procurement.purchase_views import budget_line

handler400 = "ita_portal.errors.bad_request"
handler403 = "ita_portal.errors.permission_denied"
handler404 = "ita_portal.errors.page_not_found"
handler429 = "ita_portal.errors.too_many_requests"  # called by allauth
handler500 = "ita_portal.errors.server_error"

# What the public reads: in Thai where it always stood, in English below /en/ (ita_portal/languages.py).
PUBLIC: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("feed.atom", feeds.feed, name="feed"),
    path("search/", search, name="search"),
    path("about/", site_pages.about, name="about"),
    path("help/", site_pages.how_to_use, name="help"),
    path("accessibility/", site_pages.accessibility, name="accessibility"),
    path("privacy/", site_pages.privacy, name="privacy"),
    path("website-policy/", site_pages.website_policy, name="website_policy"),
    path("sitemap/", site_pages.sitemap, name="sitemap"),
    path("", include("agency.urls")),
    path("", include("publishing.urls")),
    # Before the budget's own: the same page, with what was bought with the line.
    path("budget/<int:year>/lines/<int:pk>/", budget_line, name="budget_line"),
    path("budget/", include("budget.urls")),
    path("procurement/", include("procurement.urls")),
    path("measures/", include("measures.urls")),
    path("complaints/", include("complaints.urls")),
    path("posters/", include("ita_portal.poster_urls")),
]
urlpatterns = [
    *i18n_patterns(*PUBLIC, prefix_default_language=False),
    path("robots.txt", site_pages.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap_index"),
    path("sitemap-<str:name>-<int:page>.xml", sitemaps.section, name="sitemap_section"),
    path("desk/", include("complaints.desk_urls")),
    path("accounts/", include("ita_portal.account_urls")),
    # Before the admin's own: its sign-in and password pages know no throttling.
    path("admin/login/", secure_admin_login(admin.site.login), name="admin_login"),
    path(
        "admin/password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="admin_password_change",
    ),
    path("admin/publishing/posters/", include("ita_portal.poster_staff_urls")),
    path("admin/publishing/", include("publishing.staff_urls")),
    path("admin/measures/", include("measures.staff_urls")),
    path("admin/budget/", include("budget.staff_urls")),
    path("admin/procurement/", include("procurement.staff_urls")),
    path("admin/complaints/", include("complaints.staff_urls")),
    path("admin/", include("ita_portal.staff_urls")),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
