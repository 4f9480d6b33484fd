"""Addresses of the daily work on measures, below `/admin/measures/`."""

from django.contrib import admin
from django.urls import path

from measures import entry, gift_desk, plan_desk, report_desk, tally_desk

app_name = "measures_staff"
urlpatterns = [
    path("progress/add/", admin.site.admin_view(entry.add), name="progress_add"),
    path("progress/saved/<uuid:token>/", admin.site.admin_view(entry.saved), name="progress_saved"),
    path("progress/<int:pk>/sent/", admin.site.admin_view(entry.sent), name="progress_sent"),
    path(
        "measureplan/start/<int:year>/",
        admin.site.admin_view(plan_desk.start),
        name="plan_start",
    ),
    path(
        "measureplan/<int:pk>/carry-over/",
        admin.site.admin_view(plan_desk.carry),
        name="carry_over",
    ),
    path("measureplan/<int:pk>/report/", admin.site.admin_view(report_desk.desk), name="report"),
    path(
        "measureplan/<int:pk>/report/draft.pdf",
        admin.site.admin_view(report_desk.draft_as_pdf),
        name="draft_pdf",
    ),
    path(
        "measureplan/<int:pk>/report/draft.docx",
        admin.site.admin_view(report_desk.draft_as_docx),
        name="draft_docx",
    ),
    path(
        "measureplan/<int:pk>/report/issue/",
        admin.site.admin_view(report_desk.issue),
        name="issue",
    ),
    path("surveys/", admin.site.admin_view(tally_desk.desk), name="tallies"),
    path("surveys/<int:pk>/", admin.site.admin_view(tally_desk.save), name="tally_save"),
    path("surveys/explanations/", admin.site.admin_view(tally_desk.fill), name="explanations_fill"),
    path("gifts/", admin.site.admin_view(gift_desk.desk), name="gift_desk"),
    path("gifts/<int:year>/<slug:slug>/", admin.site.admin_view(gift_desk.say), name="gift_say"),
    path(
        "giftdeclaration/<int:pk>/acknowledgements/",
        admin.site.admin_view(gift_desk.acknowledgements),
        name="acknowledgements",
    ),
    path(
        "giftdeclaration/<int:pk>/take-note/",
        admin.site.admin_view(gift_desk.take_note),
        name="take_note",
    ),
    path(
        "acknowledgements/<int:pk>/strike/", admin.site.admin_view(gift_desk.strike), name="strike"
    ),
]
