"""Who may enter: allauth's sign-in, closed to the demonstration's accounts outside the demonstration."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from agency.models import User


class StaffBackend(AuthenticationBackend):
    """Refuse accounts of the demonstration wherever DEMO is off, sessions included."""

    def user_can_authenticate(self, user: User) -> bool:
        allowed = settings.DEMO or not user.is_demonstration
        return allowed and super().user_can_authenticate(user)
