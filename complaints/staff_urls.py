"""Addresses of the daily work on questions, below `/admin/complaints/`."""

from django.contrib import admin
from django.urls import path

from complaints.questions import desk

app_name = "complaints_staff"
urlpatterns = [
    path(
        "questions/<int:pk>/receipt.pdf",
        admin.site.admin_view(desk.slip),
        name="question_slip",
    ),
    path(
        "questions/<int:pk>/set-aside/",
        admin.site.admin_view(desk.set_aside_page),
        name="question_set_aside",
    ),
]
