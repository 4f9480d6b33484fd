"""What every answer carries, and which doors stand open without a sign-in."""

import contextlib
import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from tests.ita_portal.url_names import all_urls, is_public

STRICT = {
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
FOR_UNFOLD = {
    "script-src 'self' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
}
PUBLIC = {
    "home",
    "search",
    "healthz",
    "readyz",
    "about",
    "accessibility",
    "help",
    "privacy",
    "robots",
    "sitemap",
    "sitemap_index",
    "sitemap_section",
    "website_policy",
    "agency:portrait",
    "posters:edition",
    "posters:edition_file",
    "posters:file",
    "posters:latest",
    "posters:list",
    "posters:poster",
    "agency:seal",
    "publishing:changes",
    "publishing:change",
    "publishing:change_feed",
    "publishing:short_link",
    "publishing:social",
    "feed",
    "budget:feed_of_all_years",
    "measures:feed",
    "complaints:questions_feed",
    "budget:latest",
    "budget:latest_villages",
    "budget:year",
    "budget:months",
    "budget:classes",
    "budget:class",
    "budget:villages",
    "budget:village",
    "budget:revenue",
    "budget:compare",
    "budget:outside",
    "budget:plan",
    "budget:line",
    "budget:transfers",
    "budget:feed",
    "budget:document",
    "budget:reports",
    "budget:report",
    "budget:report_pdf",
    "budget:report_xlsx",
    "budget:report_csv",
    "budget:citizen",
    "budget:data",
    "budget:data_csv",
    "budget:data_json",
    "budget:data_xlsx",
    "budget:data_all",
    "budget:package",
    "measures:latest",
    "measures:year",
    "measures:measure",
    "measures:report",
    "measures:report_pdf",
    "measures:report_csv",
    "measures:editions",
    "measures:edition_pdf",
    "measures:assessment",
    "measures:photo",
    "measures:evidence",
    "measures:surveys",
    "measures:surveys_latest",
    "measures:gifts",
    "measures:gifts_latest",
    "measures:gift_form",
    "measures:gift_form_csv",
    "measures:gift_form_pdf",
    "measures:gift_form_xlsx",
    "measures:gift_photo",
    "budget_line",
    "procurement:purchase",
    "procurement:document",
    "procurement:photo",
    "procurement:feed",
    "procurement:forms",
    "procurement:list",
    "procurement:ocds",
    "procurement:release",
    "procurement:year",
    "procurement:ita",
    "procurement:ita_csv",
    "procurement:ita_pdf",
    "procurement:ita_xlsx",
    "procurement:monthly",
    "procurement:monthly_csv",
    "procurement:monthly_pdf",
    "procurement:monthly_xlsx",
    "procurement:plan",
    "procurement:plan_csv",
    "procurement:plan_pdf",
    "procurement:plan_xlsx",
    "procurement:progress",
    "procurement:progress_csv",
    "procurement:progress_pdf",
    "procurement:progress_xlsx",
    "procurement:quarterly",
    "procurement:quarterly_csv",
    "procurement:quarterly_pdf",
    "procurement:quarterly_xlsx",
    "procurement:summary",
    "procurement:summary_csv",
    "procurement:summary_pdf",
    "procurement:summary_xlsx",
    "complaints:ask",
    "complaints:channels",
    "complaints:corruption",
    "complaints:manual",
    "complaints:manual_pdf",
    "complaints:protection",
    "complaints:question",
    "complaints:questions",
    "complaints:questions_latest",
    "complaints:statistics",
    "complaints:statistics_csv",
    "complaints:statistics_latest",
    "complaints:statistics_pdf",
    "complaints:statistics_xlsx",
    "complaints:track",
}
DOORS = {
    "account_login",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "admin:login",
    "admin_login",
}


def policy_of(response):
    return set(response.headers["Content-Security-Policy"].split("; "))


# ------------------------------------------------------------------ open and closed
def test_these_pages_and_no_others_need_no_sign_in():
    """A new public page is written down here by somebody who wants it public."""
    assert {url.name for url in all_urls() if is_public(url)} == PUBLIC | DOORS


def test_every_other_page_asks_for_the_sign_in(client, db):
    urls = [url for url in all_urls() if not is_public(url)]

    led = {str(url): client.get(url.path, follow=True).redirect_chain[-1:] for url in urls}

    ends = {url: chain[0][0].split("?")[0] if chain else "" for url, chain in led.items()}
    assert ends == dict.fromkeys(ends, reverse("account_login"))


# ------------------------------------------------------------------ Content-Security-Policy
@pytest.mark.parametrize("name", ["home", "publishing:changes", "healthz", "account_login"])
def test_page_allows_only_our_own_files(client, agency, name):
    assert policy_of(client.get(reverse(name))) == STRICT


def test_page_that_does_not_exist_allows_only_our_own_files(client, db):
    assert policy_of(client.get("/no-such-page/")) == STRICT


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "account_change_password"])
def test_page_of_an_account_allows_only_our_own_files(client, clerk, name):
    client.force_login(clerk)

    assert policy_of(client.get(reverse(name))) == STRICT


def test_admin_allows_what_unfold_needs_and_no_more(client, clerk):
    client.force_login(clerk)

    assert policy_of(client.get(reverse("admin:index"))) == STRICT | FOR_UNFOLD


def test_path_that_only_begins_like_the_admin_stays_strict(client, db):
    assert policy_of(client.get("/administration/")) == STRICT


# ------------------------------------------------------------------ other headers
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ("Referrer-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
    ],
)
def test_page_keeps_to_itself(client, agency, header, value):
    assert client.get(reverse("home")).headers[header] == value


# ------------------------------------------------------------------ visitors leave no trace
PUBLIC_PAGES = [url for url in all_urls() if url.name in PUBLIC]


@pytest.mark.parametrize("url", PUBLIC_PAGES, ids=str)
def test_public_page_sets_no_cookie(client, agency, make_measure, url):
    with contextlib.closing(client.get(url.path)) as response:
        assert not response.cookies


@pytest.mark.parametrize("url", PUBLIC_PAGES, ids=str)
def test_public_page_is_the_same_for_everybody(client, clerk, agency, url):
    """No session is read, so that any cache may keep the page."""
    client.force_login(clerk)

    with contextlib.closing(client.get(url.path)) as response:
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "name", ["mfa_index", "account_change_password", "account_reauthenticate", "admin:index"]
)
def test_page_of_staff_is_kept_nowhere(client, clerk, name):
    client.force_login(clerk)

    kept = client.get(reverse(name)).headers["Cache-Control"]

    assert "no-store" in kept.split(", ")


def test_sign_in_page_is_kept_nowhere(client, db):
    kept = client.get(reverse("account_login")).headers["Cache-Control"]

    assert "no-store" in kept.split(", ")


# ------------------------------------------------------------------ thirty minutes
def test_half_an_hour_counts_from_the_last_page(client, clerk):
    client.force_login(clerk)
    age_session(client, minutes=29)

    client.get(reverse("mfa_index"))

    assert minutes_left(client) == 30


def test_session_is_written_once_a_minute(client, clerk):
    client.force_login(clerk)
    client.get(reverse("mfa_index"))
    age_session(client, seconds=30)

    client.get(reverse("mfa_index"))

    assert minutes_left(client) == 29


def test_unattended_screen_is_signed_out(client, clerk):
    client.force_login(clerk)
    age_session(client, minutes=31)

    response = client.get(reverse("mfa_index"))

    assert response.url.startswith(reverse("account_login"))


def age_session(client, **ago):
    """Make the session as it would be had its last page been `ago`."""
    session = client.session
    session["seen_at"] = session.get("seen_at", timezone.now().timestamp())
    session["seen_at"] -= dt.timedelta(**ago).total_seconds()
    session.save()
    row = Session.objects.get(pk=session.session_key)
    row.expire_date -= dt.timedelta(**ago)
    row.save()


def minutes_left(client):
    row = Session.objects.get(pk=client.session.session_key)
    return round((row.expire_date - timezone.now()).total_seconds() / 60 - 0.01)
