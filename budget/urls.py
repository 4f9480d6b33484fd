from django.urls import path

from budget import breakdown_views, change_views, data_views, line_views, report_views, views

app_name = "budget"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("feed.atom", change_views.feed_of_all_years, name="feed_of_all_years"),
    path("villages/", breakdown_views.latest_villages, name="latest_villages"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/months/", views.months, name="months"),
    path("<int:year>/classes/", breakdown_views.classes, name="classes"),
    path("<int:year>/classes/<str:code>/", line_views.budget_class, name="class"),
    path("<int:year>/villages/", breakdown_views.villages, name="villages"),
    path("<int:year>/villages/<int:number>/", line_views.village, name="village"),
    path("<int:year>/revenue/", breakdown_views.revenue, name="revenue"),
    path("<int:year>/compare/", breakdown_views.compare, name="compare"),
    path("<int:year>/outside/", line_views.outside, name="outside"),
    path("<int:year>/plans/<str:code>/", line_views.plan, name="plan"),
    path("<int:year>/lines/<int:pk>/", line_views.line, name="line"),
    path("<int:year>/transfers/", change_views.transfers, name="transfers"),
    path("<int:year>/changes.atom", change_views.feed, name="feed"),
    path("<int:year>/reports/", report_views.reports, name="reports"),
    path("<int:year>/reports/<str:period>/", report_views.report, name="report"),
    path("<int:year>/reports/<str:period>.pdf", report_views.report_as_pdf, name="report_pdf"),
    path("<int:year>/reports/<str:period>.xlsx", report_views.report_as_xlsx, name="report_xlsx"),
    path("<int:year>/reports/<str:period>.csv", report_views.report_as_csv, name="report_csv"),
    path("<int:year>/data/", data_views.data, name="data"),
    path("<int:year>/data/datapackage.json", data_views.package, name="package"),
    path("<int:year>/data/all.xlsx", data_views.data_all, name="data_all"),
    path("<int:year>/data/<str:table>.csv", data_views.data_csv, name="data_csv"),
    path("<int:year>/data/<str:table>.json", data_views.data_json, name="data_json"),
    path("<int:year>/data/<str:table>.xlsx", data_views.data_xlsx, name="data_xlsx"),
    path("<int:year>/citizen.pdf", report_views.citizen, name="citizen"),
    path("documents/<int:pk>", views.document, name="document"),
]
