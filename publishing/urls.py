from django.urls import path

from publishing import views

app_name = "publishing"
urlpatterns = [
    path("changes/", views.change_list, name="changes"),
    path("changes/feed.atom", views.change_feed, name="change_feed"),
    path("changes/<int:pk>/", views.change_detail, name="change"),
    path("social/<slug:section>-<slug:digest>.png", views.social, name="social"),
    path("s/<slug:code>", views.short_link, name="short_link"),
]
