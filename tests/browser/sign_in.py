"""Ways into the pages of staff: through the door, or with a session made behind it."""

from django.conf import settings
from django.test import Client

from agency.models import User
from ita_portal.demo.people import PASSWORD


def signed_in(page, portal, username):
    """Give a window the session of a person."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": portal.url}
    page.context.add_cookies([cookie])
    return page


def sign_in(page, username):
    """Sign in as a person does, from the foot of the public page."""
    page.goto("/")
    page.locator("footer a[href='/accounts/login/']").click()
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/admin/")
