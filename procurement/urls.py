from django.urls import URLPattern, path

from procurement import form_views, ocds_views, purchase_views, views
from procurement.form_content import FormKind

app_name = "procurement"


def form(kind: FormKind) -> list[URLPattern]:
    """The addresses of an official form: the page, and each of its files."""
    route = f"<int:year>/{kind}" + ("/<str:slug>" if kind.is_periodic else "")
    files = [
        path(f"{route}.{suffix}", view, {"kind": kind}, name=f"{kind}_{suffix}")
        for suffix, view in form_views.FILES.items()
    ]
    return [path(f"{route}/", form_views.page, {"kind": kind}, name=str(kind)), *files]


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
    *(pattern for kind in FormKind for pattern in form(kind)),
]
