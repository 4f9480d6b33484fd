"""A Facebook Page (Graph API): a photo with its text, or a text with its link.

Facebook knows no retry key: a post of which nobody knows whether it went out is not sent again.
"""

from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings

from publishing.channels.asking import Question, Reply, ask
from publishing.channels.letter import Letter
from publishing.channels.secret import Secret
from publishing.outbound import Limits
from publishing.outbox_rules import OPEN, Answer, Trouble

VERSION = "v26.0"
_OK = 200
_DUPLICATE = 506  # the same text was posted just before
_NO_PICTURE = 324  # it could not fetch the picture, or not read it: nothing was posted
_TROUBLES = {
    102: Trouble.KEY,
    190: Trouble.KEY,
    1: Trouble.BROKEN,
    2: Trouble.BROKEN,
    4: Trouble.BUSY,
    17: Trouble.BUSY,
    32: Trouble.BUSY,
    341: Trouble.BUSY,
    613: Trouble.BUSY,
    3: Trouble.FORBIDDEN,
    10: Trouble.FORBIDDEN,
    368: Trouble.FORBIDDEN,
}
_PERMISSIONS = range(200, 300)
_STATUSES = {401: Trouble.KEY, 403: Trouble.FORBIDDEN, 429: Trouble.BUSY}


def is_set_up() -> bool:
    return bool(settings.FACEBOOK_PAGE_ID and settings.FACEBOOK_PAGE_TOKEN)


def post(letter: Letter, limits: Limits | None = None) -> Answer:
    """Post on the page of the office; the text alone where Facebook cannot use the picture."""
    reply = _asked(letter, limits)
    if letter.picture and isinstance(reply, Reply) and _code(reply.data) == _NO_PICTURE:
        reply = _asked(replace(letter, picture=""), limits)
    return judge(reply)


def _asked(letter: Letter, limits: Limits | None) -> Reply | Trouble:
    kind, fields = _post(letter)
    question = Question(
        method="POST",
        url=f"{settings.FACEBOOK_API}/{VERSION}/{settings.FACEBOOK_PAGE_ID}/{kind}",
        secret=Secret(settings.FACEBOOK_PAGE_TOKEN),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
        body=urlencode(fields).encode(),
        key_field="access_token",
    )
    return ask(question, limits)


def judge(reply: Reply | Trouble) -> Answer:
    """Return what an answer of Facebook means."""
    if isinstance(reply, Trouble):
        return Answer(_unless_open(reply))
    status, data = reply.status, reply.data
    found = str(data.get("post_id") or data.get("id") or "")
    if status == _OK and found:
        return Answer(status=status, response_id=found[:100])
    code = _code(data)
    if code == _DUPLICATE:
        return Answer(status=status)
    trouble = Trouble.FORBIDDEN if code in _PERMISSIONS else _TROUBLES.get(code)
    return Answer(trouble or _by_status(status), status, wait=reply.wait)


def _by_status(status: int) -> Trouble:
    if status >= 500:
        return _unless_open(Trouble.BROKEN)
    return _STATUSES.get(status) or (
        Trouble.REFUSED if status >= 400 else _unless_open(Trouble.STRANGE)
    )


def _unless_open(trouble: Trouble) -> Trouble:
    """What may have been posted all the same is left to a person."""
    return Trouble.UNSURE if trouble in OPEN else trouble


def _code(data: dict[str, object]) -> int:
    error = data.get("error")
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 0


def _post(letter: Letter) -> tuple[str, dict[str, str]]:
    if letter.picture.startswith("https://"):
        return "photos", {"url": letter.picture, "caption": letter.text}
    link = {"link": letter.link} if letter.link else {}
    return "feed", {"message": letter.text, **link}
