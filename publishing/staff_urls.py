"""Addresses of the approver's desk, below `/admin/publishing/`."""

from django.contrib import admin
from django.urls import path

from publishing import review

UNIT = "<slug:app_label>/<slug:model_name>/<int:pk>/"

app_name = "publishing_staff"
urlpatterns = [
    path("review/", admin.site.admin_view(review.queue), name="queue"),
    path(f"review/{UNIT}", admin.site.admin_view(review.review), name="review"),
    path(f"withdraw/{UNIT}", admin.site.admin_view(review.withdrawal), name="withdraw"),
]
