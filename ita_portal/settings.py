"""Settings of the portal: one file, every variation from the environment, loud failure.

The README lists the variables. Production refuses to start without SECRET_KEY and ALLOWED_HOSTS;
the demonstration (DEMO=1, set by `make run`) makes its own on first run.
"""

import re
import secrets
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()


def env_flag(name: str, *, default: bool) -> bool:
    """Read a yes/no variable; anything but 0 and 1 is refused by name."""
    value = env.str(name, default=str(int(default)))
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name}={value!r}: use 0 or 1.")
    return value == "1"


def env_number(name: str, *, default: int) -> int:
    """Read a whole number; anything else is refused by name."""
    value = env.str(name, default=str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name}={value!r}: use a whole number.")
    return int(value)


def env_database(*, default: str) -> dict[str, Any]:
    """Read DATABASE_URL; a wrong one is refused without being repeated: it holds a password."""
    url = env.str("DATABASE_URL", default=default)
    try:
        if url.startswith(("sqlite:///", "postgres://", "postgresql://")):
            return environ.Env.db_url_config(url)
    except ValueError:
        pass
    raise ImproperlyConfigured("DATABASE_URL: use sqlite:///path or postgresql://user@host/name.")


def env_web_address(name: str) -> str:
    """Read an address of the web, or nothing; anything else is refused by name."""
    value = env.str(name, default="")
    if value and not re.fullmatch(r"https?://[a-zA-Z0-9.:\[\]-]+/[!-~]*", value):
        raise ImproperlyConfigured(f"{name}={value!r}: use https://host/path.")
    return value


def env_name(name: str) -> str:
    """Read a name that a service gave us, of plain letters and digits; anything else is refused."""
    value = env.str(name, default="")
    if value and not re.fullmatch(r"[a-zA-Z0-9_.-]{1,100}", value):
        raise ImproperlyConfigured(f"{name}: use letters and digits only.")
    return value


def newest_source() -> str:
    """Name the state of the code by the time of its newest file."""
    folders = [
        "agency",
        "budget",
        "complaints",
        "ita_portal",
        "locale",
        "measures",
        "procurement",
        "publishing",
        "static",
        "templates",
        "thai",
    ]
    kinds = {".py", ".html", ".css", ".js", ".mo"}
    files = (file for folder in folders for file in (BASE_DIR / folder).rglob("*"))
    return str(max(file.stat().st_mtime_ns for file in files if file.suffix in kinds))


def demo_secret(path: Path) -> str:
    """Return the key kept in `path`, making it on first run; only its owner may read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def required(name: str, why: str) -> str:
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}.")
    return value


# ------------------------------------------------------------------ kind of installation
DEMO = env_flag("DEMO", default=False)
DEBUG = env_flag("DEBUG", default=False)
if DEBUG and not DEMO:
    raise ImproperlyConfigured("DEBUG=1 shows secrets to visitors: it works only with DEMO=1.")

SECRET_KEY = (
    env.str("SECRET_KEY", default="") or demo_secret(DATA_DIR / "secret_key")
    if DEMO
    else required("SECRET_KEY", "a long random text, kept secret and never changed")
)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = (
    env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
    if DEMO
    else required("ALLOWED_HOSTS", "the names of the site, divided by commas").split(",")
)
PORT = env_number("PORT", default=8000)
# Part of every page's tag: a new release makes browsers fetch pages anew. Taken from the sources, so
# that every process of a release says the same and a restart empties no browser.
RELEASE = env.str("RELEASE", default="") or newest_source()
SITE_URL = env.str(
    "SITE_URL", default=f"http://127.0.0.1:{PORT}" if DEMO else f"https://{ALLOWED_HOSTS[0]}"
)
# The prefix of the office's open contracting data, once it is registered; this one is not.
OCDS_PREFIX = env.str("OCDS_PREFIX", default="ocds-xxxxxx")
# The feed of e-GP with the codes of the office. Beside it only LINE and Facebook are ever asked.
EGP_FEED_URL = env_web_address("EGP_FEED_URL")
# Messages to LINE and Facebook: off without a key. Keys are never shown nor logged (docs/outreach.md).
LINE_CHANNEL_TOKEN = env.str("LINE_CHANNEL_TOKEN", default="")
LINE_GROUP_ID = env_name("LINE_GROUP_ID")
FACEBOOK_PAGE_TOKEN = env.str("FACEBOOK_PAGE_TOKEN", default="")
FACEBOOK_PAGE_ID = env_name("FACEBOOK_PAGE_ID")
LINE_API = "https://api.line.me"
FACEBOOK_API = "https://graph.facebook.com"

# ------------------------------------------------------------------ apps, from the roof down
INSTALLED_APPS = [
    "ita_portal",
    "measures",
    "procurement",
    "complaints",
    "budget",
    "publishing",
    "agency",
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.simple_history",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, so that ours may override the field layout
]
MIDDLEWARE = [
    "publishing.kept_pages.keep_pages",  # first, so that every header is on what it keeps
    "ita_portal.languages.speak_language_of_address",  # before anything finds an address or words
    "django.middleware.security.SecurityMiddleware",
    "ita_portal.middleware.isolation_headers",
    "csp.middleware.CSPMiddleware",
    "ita_portal.middleware.relax_admin_csp",
    "publishing.middleware.BodyLimit",  # before anything reads the body
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ita_portal.middleware.LoginRequired",
    "ita_portal.middleware.SecondFactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "ita_portal.urls"
WSGI_APPLICATION = "ita_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "agency.context_processors.agency",
                "ita_portal.asked.asked_below",
                "ita_portal.languages.languages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------ database and cache
# Measured (security.md 5.2): any looser set of options loses writes with "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON; PRAGMA recursive_triggers=ON; "
        "PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES: dict[str, Any] = {
    "default": env_database(default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")
}
USES_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if USES_SQLITE:
    DATABASES["default"] |= {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    # PostgreSQL compiles a question that it thinks dear: 200 ms for one of 2 ms, each time anew.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 3, "options": "-c jit=off"} | DATABASES[
        "default"
    ].get("OPTIONS", {})
# Sign-in throttling counts in the cache: several processes need a shared one.
CACHES = {
    "default": env.cache_url(
        "CACHE_URL", default="locmemcache://" if USES_SQLITE else "dbcache://portal_cache"
    )
}
# Whoever walks through every page must not push the sums of a year out.
CACHES["default"].setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 5000)

# ------------------------------------------------------------------ people and sign-in
AUTH_USER_MODEL = "agency.User"
AUTHENTICATION_BACKENDS = ["ita_portal.authentication.StaffBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "home"
SECOND_FACTOR_REQUIRED = env_flag("SECOND_FACTOR_REQUIRED", default=not DEMO)
ACCOUNT_ADAPTER = "ita_portal.allauth_adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "ita_portal.forms.SignInForm",
    "change_password": "ita_portal.forms.PasswordChangeForm",
    "reauthenticate": "ita_portal.forms.PasswordAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # administrators make the accounts, nobody signs up
ACCOUNT_USER_DISPLAY = str
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# The wait is short: while somebody keeps guessing at a name, its owner has only the passkey.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
# How many proxies of ours stand before the server; what others write into X-Forwarded-For is ignored.
ALLAUTH_TRUSTED_PROXY_COUNT = env_number("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "ita_portal.allauth_adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "ita_portal.forms.CodeForm",
    "reauthenticate": "ita_portal.forms.CodeAgainForm",
    "activate_totp": "ita_portal.forms.ActivateAppForm",
    "add_webauthn": "ita_portal.forms.AddPasskeyForm",
    "edit_webauthn": "ita_portal.forms.RenamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses come from the administrator
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}  # never by name: the owner's door stays open
MFA_TOTP_ISSUER = "ITA Portal"
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODE_COUNT = 10

# ------------------------------------------------------------------ cookies, headers, limits (security.md 3.1)
HTTPS_ONLY = not DEMO
SECURE_SSL_REDIRECT = HTTPS_ONLY
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the machine itself, without TLS
SECURE_HSTS_SECONDS = env_number("HSTS_SECONDS", default=63_072_000) if HTTPS_ONLY else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS_ONLY
SECURE_HSTS_PRELOAD = HTTPS_ONLY
# Other sites learn nothing. Not "no-referrer": browsers then send "Origin: null" with our own forms,
# and every one of them fails the CSRF check.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
USE_X_FORWARDED_HOST = False
if env_flag("TRUST_X_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_NAME = "__Host-sid" if HTTPS_ONLY else "sid"
SESSION_COOKIE_SECURE = HTTPS_ONLY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS_ONLY else "csrf"
CSRF_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "ita_portal.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
# Forms take fewer and say so; beyond this number Django refuses a form, and what was typed is lost.
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Half-received uploads stay in memory-backed storage where the machine has it.
FILE_UPLOAD_TEMP_DIR = env.str("UPLOAD_TMPDIR", default="/dev/shm") or None
if FILE_UPLOAD_TEMP_DIR and not Path(FILE_UPLOAD_TEMP_DIR).is_dir():
    FILE_UPLOAD_TEMP_DIR = None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# ------------------------------------------------------------------ sealed reports of corruption
# Secrets of receipts and tickets. To be backed up apart from the database: together with a stolen
# copy of it they would allow guessing at receipts.
COMPLAINT_KEYS = Path(env.str("COMPLAINT_KEYS", default=str(DATA_DIR / "complaint_keys.json")))
SEALED_ROOT = DATA_DIR / "sealed"  # ciphertext of the files; never served as a folder
# Days for which the content of a closed report is kept. Ten years: ระเบียบสำนักนายกรัฐมนตรีว่าด้วย
# งานสารบรรณ พ.ศ. 2526 ข้อ 57 keeps papers for not less, and offences of office lapse late.
COMPLAINT_RETENTION_DAYS = env_number("COMPLAINT_RETENTION_DAYS", default=3653)
# Reports of the whole site in an hour; who comes after is asked to wait, and loses nothing.
COMPLAINT_REPORTS_AN_HOUR = env_number("COMPLAINT_REPORTS_AN_HOUR", default=30)
# Names the page that a question is about; only the roof knows every app.
QUESTION_SUBJECTS = "ita_portal.subjects.subject_of"
# Told of everything that becomes public, changes in public or is withdrawn.
PUBLISHED = "ita_portal.search.index.published"

# ------------------------------------------------------------------ files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"  # never served as a folder: views ask for permission each time
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True

# ------------------------------------------------------------------ language and time
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [
    BASE_DIR / "locale",  # what we say ourselves: make messages
    BASE_DIR / "locale" / "packages",  # what packages leave in English: by hand
]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

# ------------------------------------------------------------------ staff backend (colours: ecosystem.md 5)
UNFOLD = {
    "SITE_TITLE": _("Staff"),
    "SITE_HEADER": "ita_portal.navigation.site_name",
    "SITE_SYMBOL": "account_balance",
    "ENVIRONMENT": "ita_portal.navigation.environment",
    "SHOW_VIEW_ON_SITE": False,  # only what is published has a page, and says so itself
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": "ita_portal.navigation.favicon"}
    ],
    "STYLES": ["ita_portal.navigation.stylesheet"],
    "SCRIPTS": ["ita_portal.navigation.script", "ita_portal.navigation.unsaved_script"],
    "DASHBOARD_CALLBACK": "ita_portal.workroom.workroom",
    "SIDEBAR": {"navigation": "ita_portal.navigation.groups"},
    "ACCOUNT": {
        "navigation": [
            {"title": _("Sign-in and second factor"), "link": reverse_lazy("mfa_index")},
            {"title": _("Change password"), "link": reverse_lazy("account_change_password")},
        ]
    },
    "BORDER_RADIUS": "8px",
    "COLORS": {
        "base": {
            "50": "#f4f7f5",
            "100": "#e8f0ec",
            "200": "#cfd9d4",
            "300": "#b3c1bb",
            "400": "#93a39c",
            "500": "#566862",
            "600": "#465751",
            "700": "#2f413b",
            "800": "#1f2c28",
            "900": "#0f1715",
            "950": "#0a100e",
        },
        "primary": {
            "50": "#edf7f3",
            "100": "#d6ede5",
            "200": "#addbcc",
            "300": "#9adcc6",
            "400": "#8dd6bd",
            "500": "#7fd1b6",
            "600": "#0b5c4a",
            "700": "#084838",
            "800": "#07402f",
            "900": "#063326",
            "950": "#041f17",
        },
        "font": {
            "subtle-light": "var(--color-base-500)",
            "subtle-dark": "var(--color-base-300)",
            "default-light": "var(--color-base-700)",
            "default-dark": "var(--color-base-200)",
            "important-light": "var(--color-base-900)",
            "important-dark": "var(--color-base-100)",
        },
    },
}

# ------------------------------------------------------------------ mail, logs
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@localhost")
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    # Nothing that is written down tells who looked at a sealed page, or what was typed there.
    "filters": {
        "sealed_pages": {"()": "ita_portal.logs.SealedPages"},
        "in_production": {"()": "django.utils.log.RequireDebugFalse"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["sealed_pages"],
        },
        "mail_admins": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["in_production", "sealed_pages"],
        },
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": ["mail_admins"], "level": "INFO"},
        "django.request": {"filters": ["sealed_pages"]},
        "django.server": {
            "handlers": ["console"],
            "filters": ["sealed_pages"],
            "level": "INFO",
            "propagate": False,
        },
        "sign_in": {"level": "INFO"},  # who came from where, kept whatever LOG_LEVEL says
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "ita_portal.logs.SealedReports"
