from django.urls import path

from agency import views

app_name = "agency"
urlpatterns = [
    path("seal", views.seal, name="seal"),
    path("officials/<int:pk>/portrait", views.portrait, name="portrait"),
]
