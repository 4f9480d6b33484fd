from django.urls import path

from complaints import (
    corruption_views,
    question_views,
    statistics_views,
    track_views,
    views,
)

app_name = "complaints"

urlpatterns = [
    path("", views.channels, name="channels"),
    path("manual/", views.manual, name="manual"),
    path("manual.pdf", views.manual_pdf, name="manual_pdf"),
    path("protection/", views.protection, name="protection"),
    path("corruption/", corruption_views.corruption, name="corruption"),
    path("track/", track_views.track, name="track"),
    path("ask/", question_views.ask, name="ask"),
    path("questions/feed.atom", question_views.feed, name="questions_feed"),
    path("questions/", question_views.latest, name="questions_latest"),
    path("questions/<int:year>/", question_views.questions, name="questions"),
    path("questions/<int:year>/<int:number>/", question_views.question, name="question"),
    path("statistics/", statistics_views.latest, name="statistics_latest"),
    path("statistics/<int:year>/", statistics_views.statistics, name="statistics"),
    path("statistics/<int:year>.pdf", statistics_views.statistics_pdf, name="statistics_pdf"),
    path("statistics/<int:year>.xlsx", statistics_views.statistics_xlsx, name="statistics_xlsx"),
    path("statistics/<int:year>.csv", statistics_views.statistics_csv, name="statistics_csv"),
]
