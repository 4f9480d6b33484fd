from django.urls import path

from measures import feed_views, gift_views, survey_views, views

app_name = "measures"
urlpatterns = [
    path("", views.latest, name="latest"),
    path("feed.atom", feed_views.feed, name="feed"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/<int:number>/", views.measure, name="measure"),
    path("<int:year>/report/", views.report, name="report"),
    path("<int:year>/report.pdf", views.report_pdf, name="report_pdf"),
    path("<int:year>/report.csv", views.report_csv, name="report_csv"),
    path("<int:year>/editions/", views.editions, name="editions"),
    path("<int:year>/editions/<int:number>.pdf", views.edition_pdf, name="edition_pdf"),
    path("surveys/", survey_views.latest, name="surveys_latest"),
    path("<int:year>/surveys/", survey_views.surveys, name="surveys"),
    path("gifts/", gift_views.latest, name="gifts_latest"),
    path("<int:year>/gifts/", gift_views.gifts, name="gifts"),
    path("<int:year>/gifts/<str:kind>/<slug:slug>/", gift_views.form, name="gift_form"),
    *(
        path(f"<int:year>/gifts/<str:kind>/<slug:slug>.{suffix}", view, name=f"gift_form_{suffix}")
        for suffix, view in gift_views.FILES.items()
    ),
    path("gift-photos/<int:pk>/<str:size>", gift_views.photo, name="gift_photo"),
    path("assessments/<int:year>/", views.assessment, name="assessment"),
    path("photos/<int:pk>/<str:size>", views.photo, name="photo"),
    path("evidence/<int:pk>", views.evidence, name="evidence"),
]
