from django.urls import path

from measures import views

app_name = "measures"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/<int:number>/", views.measure, name="measure"),
    path("<int:year>/report/", views.report, name="report"),
    path("<int:year>/report.pdf", views.report_pdf, name="report_pdf"),
    path("<int:year>/report.csv", views.report_csv, name="report_csv"),
    path("<int:year>/editions/", views.editions, name="editions"),
    path("<int:year>/editions/<int:number>.pdf", views.edition_pdf, name="edition_pdf"),
    path("assessments/<int:year>/", views.assessment, name="assessment"),
    path("photos/<int:pk>/<str:size>", views.photo, name="photo"),
    path("evidence/<int:pk>", views.evidence, name="evidence"),
]
