"""The pages of allauth that staff need; signing up and resetting passwords by e-mail do not exist.

A forgotten password or a lost second factor is reset by an administrator (security.md 3.3).
"""

from allauth.account import views
from django.urls import include, path
from django.views.generic.base import RedirectView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    # allauth sends people whose password an administrator took away here.
    path(
        "password/set/", RedirectView.as_view(pattern_name="mfa_index"), name="account_set_password"
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
