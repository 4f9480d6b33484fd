"""Addresses of the public posters, below `/posters/`."""

from django.urls import path

from ita_portal import poster_views

POSTER = "<slug:slug>/<slug:key>/"
EDITION = f"{POSTER}editions/<int:number>/"

app_name = "posters"
urlpatterns = [
    path("", poster_views.posters, name="list"),
    path("<slug:slug>/", poster_views.latest, name="latest"),
    path(POSTER, poster_views.poster, name="poster"),
    path(f"{POSTER}<str:file>", poster_views.poster_as_file, name="file"),
    path(EDITION, poster_views.edition, name="edition"),
    path(f"{EDITION}<str:file>", poster_views.edition_as_file, name="edition_file"),
]
