"""Addresses of the desk of posters, below `/admin/publishing/posters/`."""

from django.contrib import admin
from django.urls import path

from ita_portal import poster_desk

POSTER = "<slug:slug>/<slug:key>/"

app_name = "poster_staff"
urlpatterns = [
    path("", admin.site.admin_view(poster_desk.desk), name="desk"),
    path(POSTER, admin.site.admin_view(poster_desk.poster), name="poster"),
    path(f"{POSTER}use/", admin.site.admin_view(poster_desk.use), name="use"),
    path(
        f"{POSTER}editions/<int:number>/",
        admin.site.admin_view(poster_desk.edition),
        name="edition",
    ),
    path(f"{POSTER}<str:file>", admin.site.admin_view(poster_desk.file), name="file"),
    path(
        "editions/<int:pk>/taken-down/",
        admin.site.admin_view(poster_desk.taken_down),
        name="taken_down",
    ),
]
