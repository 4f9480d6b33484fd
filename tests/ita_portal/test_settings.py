"""The settings of production, read from a Django that was started as production starts it.

One process is started for the whole module; its database is away, so that what it answers shows
what works without one. Each line of security.md 3.1 has a test that fails when it is loosened.
"""

import json

import pytest
from django.conf import settings

from tests.ita_portal.processes import HOST, start

PROGRAM = """
import json, logging
import django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client

logging.disable()
client = Client(raise_request_exception=False)

def ask(path, secure=True, **headers):
    response = client.get(path, secure=secure, headers={"host": "portal.example.go.th"} | headers)
    return {
        "status": response.status_code,
        "headers": dict(response.headers.items()),
        "text": response.content.decode(),
    }

checks = run_checks(include_deployment_checks=True)
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in dir(settings) if name.isupper()},
    "complaints": [str(check) for check in checks if check.level >= 30],
    "healthz": ask("/healthz"),
    "healthz_without_tls": ask("/healthz", secure=False),
    "readyz": ask("/readyz"),
    "plain": ask("/measures/", secure=False),
    "missing": ask("/no-such-page/"),
    "foreign_host": ask("/healthz", host="evil.example"),
}, default=str))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    result = start(
        PROGRAM,
        SECRET_KEY="only-for-this-test-" + 40 * "x7",
        ALLOWED_HOSTS=HOST,
        DATA_DIR=str(tmp_path_factory.mktemp("data")),
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/away",
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def production_settings(production):
    return production["settings"]


def test_postgresql_compiles_no_question_and_is_not_waited_for(production_settings):
    options = {"connect_timeout": 3, "options": "-c jit=off"}

    assert production_settings["DATABASES"]["default"]["OPTIONS"] == options


# ------------------------------------------------------------------ each line of security.md 3.1
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", False),
        ("DEMO", False),
        ("ALLOWED_HOSTS", [HOST]),
        ("SITE_URL", f"https://{HOST}"),
        ("SECURE_SSL_REDIRECT", True),
        ("SECURE_REDIRECT_EXEMPT", ["^healthz$", "^readyz$"]),
        ("SECURE_HSTS_SECONDS", 63_072_000),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", True),
        ("SECURE_HSTS_PRELOAD", True),
        ("SECURE_CONTENT_TYPE_NOSNIFF", True),
        ("SECURE_REFERRER_POLICY", "same-origin"),
        ("SECURE_CROSS_ORIGIN_OPENER_POLICY", "same-origin"),
        ("SECURE_PROXY_SSL_HEADER", None),
        ("USE_X_FORWARDED_HOST", False),
        ("USE_X_FORWARDED_PORT", False),
        ("ALLAUTH_TRUSTED_PROXY_COUNT", 0),
        ("SESSION_COOKIE_NAME", "__Host-sid"),
        ("SESSION_COOKIE_SECURE", True),
        ("SESSION_COOKIE_HTTPONLY", True),
        ("SESSION_COOKIE_SAMESITE", "Lax"),
        ("SESSION_COOKIE_AGE", 1800),
        ("SESSION_COOKIE_DOMAIN", None),
        ("SESSION_COOKIE_PATH", "/"),
        ("SESSION_EXPIRE_AT_BROWSER_CLOSE", True),
        ("CSRF_COOKIE_NAME", "__Host-csrf"),
        ("CSRF_COOKIE_SECURE", True),
        ("CSRF_COOKIE_HTTPONLY", True),
        ("CSRF_COOKIE_SAMESITE", "Strict"),
        ("CSRF_COOKIE_AGE", None),
        ("CSRF_COOKIE_DOMAIN", None),
        ("CSRF_COOKIE_PATH", "/"),
        ("CSRF_TRUSTED_ORIGINS", []),
        ("X_FRAME_OPTIONS", "DENY"),
        ("DATA_UPLOAD_MAX_MEMORY_SIZE", 256 * 1024),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 200),
        ("DATA_UPLOAD_MAX_NUMBER_FILES", 30),
        ("FILE_UPLOAD_TEMP_DIR", "/dev/shm"),
        ("FILE_UPLOAD_PERMISSIONS", 0o600),
        ("FILE_UPLOAD_DIRECTORY_PERMISSIONS", 0o700),
        ("LOGIN_URL", "account_login"),
        ("SECOND_FACTOR_REQUIRED", True),
        ("WHITENOISE_MANIFEST_STRICT", True),
    ],
)
def test_production_has_this_setting(production_settings, name, value):
    assert production_settings[name] == value


def test_passwords_are_hashed_by_argon2_first(production_settings):
    assert production_settings["PASSWORD_HASHERS"][0].endswith(".Argon2PasswordHasher")


def test_passwords_are_long_uncommon_and_unlike_their_owner(production_settings):
    validators = {
        validator["NAME"].rpartition(".")[2]: validator.get("OPTIONS", {})
        for validator in production_settings["AUTH_PASSWORD_VALIDATORS"]
    }

    assert validators == {
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "UserAttributeSimilarityValidator": {},
    }


def test_only_allauth_lets_people_in(production_settings):
    assert production_settings["AUTHENTICATION_BACKENDS"] == [
        "ita_portal.authentication.StaffBackend"
    ]


def test_everything_is_closed_to_visitors_unless_marked(production_settings):
    assert "ita_portal.middleware.LoginRequired" in production_settings["MIDDLEWARE"]


def test_roles_with_power_need_a_second_factor(production_settings):
    assert "ita_portal.middleware.SecondFactorRequired" in production_settings["MIDDLEWARE"]


def test_the_size_of_a_body_is_looked_at_before_anything_reads_it(production_settings):
    assert production_settings["MIDDLEWARE"].index("publishing.middleware.BodyLimit") < min(
        production_settings["MIDDLEWARE"].index(reader)
        for reader in [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ]
    )


def test_every_error_has_a_page_of_ours():
    handlers = start(
        "import django; django.setup(); from ita_portal import urls;"
        "print(urls.handler400, urls.handler403, urls.handler404, urls.handler500)",
        DEMO="1",
        DATA_DIR=str(settings.DATA_DIR),
    ).stdout.split()

    assert handlers == [
        "ita_portal.errors.bad_request",
        "ita_portal.errors.permission_denied",
        "ita_portal.errors.page_not_found",
        "ita_portal.errors.server_error",
    ]


def test_the_scheme_of_a_proxy_is_trusted_only_when_asked(tmp_path):
    answer = start(
        "from django.conf import settings; print(settings.SECURE_PROXY_SSL_HEADER)",
        DEMO="1",
        DATA_DIR=str(tmp_path),
        TRUST_X_FORWARDED_PROTO="1",
    )

    assert answer.stdout == "('HTTP_X_FORWARDED_PROTO', 'https')\n"


def test_django_finds_nothing_to_complain_about_in_production(production):
    assert production["complaints"] == []


def test_pages_run_nothing_that_is_not_a_file_of_ours(production_settings):
    assert production_settings["CONTENT_SECURITY_POLICY"] == {
        "DIRECTIVES": {
            "default-src": ["'self'"],
            "object-src": ["'none'"],
            "base-uri": ["'none'"],
            "form-action": ["'self'"],
            "frame-ancestors": ["'none'"],
        }
    }


# ------------------------------------------------------------------ what a visitor receives
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        (
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
    ],
)
@pytest.mark.parametrize("page", ["healthz", "missing"])
def test_an_answer_carries_this_header(production, page, header, value):
    assert production[page]["headers"][header] == value


@pytest.mark.parametrize("page", ["healthz", "missing"])
def test_an_answer_carries_the_content_security_policy(production, page):
    policy = production[page]["headers"]["Content-Security-Policy"]

    assert set(policy.split("; ")) == {
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }


def test_visitors_are_sent_to_https(production):
    assert production["plain"]["headers"]["Location"] == f"https://{HOST}/measures/"


def test_a_monitor_on_the_machine_needs_no_https(production):
    assert production["healthz_without_tls"]["status"] == 200


def test_another_name_for_the_site_is_refused(production):
    assert production["foreign_host"]["status"] == 400


# ------------------------------------------------------------------ while the database is away
def test_the_process_answers_while_the_database_is_away(production):
    assert production["healthz"]["text"] == "ok"


def test_readiness_says_that_the_database_is_away(production):
    assert production["readyz"]["status"] == 503
    assert json.loads(production["readyz"]["text"])["database"] is False


def test_a_missing_page_is_explained_while_the_database_is_away(production):
    assert production["missing"]["status"] == 404
    assert 'lang="th"' in production["missing"]["text"]
