"""What an administrator does for a colleague who cannot get in."""

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest

from agency.models import User


def unlock_sign_in(request: HttpRequest, user: User) -> None:
    """Forget the wrong tries on this person's names and second factor.

    `request` is the administrator's: wrong tries are counted for each host name of the site.
    """
    host = get_current_site(request).domain
    names = [name.lower() for name in (user.username, user.email) if name]
    for key in [*(f"{host}:{name}" for name in names), f"mfa-auth-user-{user.pk}"]:
        ratelimit.clear(request, action="login_failed", key=key)


def remove_second_factors(user: User) -> None:
    """Forget a lost phone or key; the person sets up a new one at the next sign-in."""
    Authenticator.objects.filter(user=user).delete()
