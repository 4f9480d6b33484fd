from django.urls import path

from publishing import views

app_name = "publishing"
urlpatterns = [
    path("changes/", views.change_list, name="changes"),
    path("changes/<int:pk>/", views.change_detail, name="change"),
]
