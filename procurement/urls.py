from django.urls import path

from procurement import form_views, ocds_views, purchase_views, views

app_name = "procurement"
urlpatterns = [
    path("", views.index, name="list"),
    path("feed.atom", views.feed, name="feed"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/ocds.json", ocds_views.package, name="ocds"),
    path("<int:year>/forms/", form_views.forms, name="forms"),
    path("<int:year>/<int:number>/", purchase_views.purchase, name="purchase"),
    path("<int:year>/<int:number>/ocds.json", ocds_views.release, name="release"),
    path("documents/<int:pk>", purchase_views.document, name="document"),
    path("photos/<int:pk>/<str:size>", purchase_views.photo, name="photo"),
    path("<int:year>/monthly/<str:slug>/", form_views.monthly, name="monthly"),
    path("<int:year>/quarterly/<str:slug>/", form_views.quarterly, name="quarterly"),
    path("<int:year>/ita/", form_views.ita, name="ita"),
    path("<int:year>/plan/", form_views.plan, name="plan"),
    path("<int:year>/summary/", form_views.summary, name="summary"),
    path("<int:year>/progress/", form_views.progress, name="progress"),
]
