from django.urls import path

from budget import report_views, views

app_name = "budget"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/plans/<str:code>/", views.plan, name="plan"),
    path("<int:year>/lines/<int:pk>/", views.line, name="line"),
    path("<int:year>/transfers/", views.transfers, name="transfers"),
    path("<int:year>/reports/<str:period>/", report_views.report, name="report"),
    path("documents/<int:pk>", views.document, name="document"),
]
