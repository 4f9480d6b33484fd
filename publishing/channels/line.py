"""LINE Messaging API: a push to the group of the staff, a broadcast to all followers.

Every message carries its retry key: a second sending of the same message is answered with 409 and
goes to nobody. LINE forgets the key after 24 hours.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from publishing.channels.asking import Question, Reply, ask
from publishing.channels.letter import Letter
from publishing.channels.secret import Secret
from publishing.outbound import Limits
from publishing.outbox_rules import Answer, Trouble

QUICK = Limits(connect=2, read=3, total=3)  # somebody waits for the page
LONGEST_TEXT = 5000  # in units of UTF-16
_OK, _REPEATED, _TOO_MANY = 200, 409, 429
_TROUBLES = {401: Trouble.KEY, 403: Trouble.FORBIDDEN, _TOO_MANY: Trouble.BUSY}
# What LINE says where waiting for a minute does not help.
_USED_UP = ("monthly limit", "additional messages")


@dataclass(frozen=True)
class Quota:
    """How many messages one sending costs, what the month allows and what is used; None: unknown."""

    cost: int | None
    limit: int | None
    used: int | None
    is_unlimited: bool = False

    @property
    def left(self) -> int | None:
        if self.limit is None or self.used is None:
            return None
        return max(self.limit - self.used, 0)

    @property
    def is_enough(self) -> bool | None:
        """Whether the month still has room for it; None where nobody knows."""
        if self.is_unlimited:
            return True
        if self.cost is None or self.left is None:
            return None
        return self.cost <= self.left


def is_group_set_up() -> bool:
    return bool(settings.LINE_CHANNEL_TOKEN and settings.LINE_GROUP_ID)


def is_broadcast_set_up() -> bool:
    return bool(settings.LINE_CHANNEL_TOKEN)


def push(letter: Letter, limits: Limits | None = None) -> Answer:
    """Send to the group of the staff."""
    return _sent("push", {"to": settings.LINE_GROUP_ID} | _messages(letter), letter, limits)


def broadcast(letter: Letter, limits: Limits | None = None) -> Answer:
    """Send to all followers of the official account."""
    return _sent("broadcast", _messages(letter), letter, limits)


def quota_of_push(limits: Limits | None = None) -> Quota:
    """Ask what a push to the group costs: one message for each of its members."""
    found = _get(f"group/{settings.LINE_GROUP_ID}/members/count", limits)
    return _quota(_number(found, "count"), limits)


def quota_of_broadcast(today: dt.date, limits: Limits | None = None) -> Quota:
    """Ask what a broadcast costs: one message for each follower that can be reached."""
    return _quota(_followers(today, limits), limits)


def _sent(kind: str, content: dict[str, Any], letter: Letter, limits: Limits | None) -> Answer:
    question = Question(
        method="POST",
        url=f"{settings.LINE_API}/v2/bot/message/{kind}",
        secret=Secret(settings.LINE_CHANNEL_TOKEN),
        headers={"Content-Type": "application/json", "X-Line-Retry-Key": str(letter.retry_key)},
        body=json.dumps(content).encode(),
    )
    return judge(ask(question, limits))


def judge(reply: Reply | Trouble) -> Answer:
    """Return what an answer of LINE means."""
    if isinstance(reply, Trouble):
        return Answer(reply)
    status = reply.status
    if status in {_OK, _REPEATED}:
        name = "x-line-accepted-request-id" if status == _REPEATED else "x-line-request-id"
        return Answer(status=status, response_id=reply.headers.get(name, "")[:100])
    if status == _TOO_MANY and any(each in _message(reply) for each in _USED_UP):
        return Answer(Trouble.QUOTA, status)
    if status in _TROUBLES:
        return Answer(_TROUBLES[status], status, wait=reply.wait)
    if status >= 500:
        return Answer(Trouble.BROKEN, status, wait=reply.wait)
    return Answer(Trouble.REFUSED if status >= 400 else Trouble.STRANGE, status)


def _message(reply: Reply) -> str:
    return str(reply.data.get("message", "")).casefold()


def _messages(letter: Letter) -> dict[str, Any]:
    messages = [{"type": "text", "text": _cut(letter.text)}]
    if letter.picture.startswith("https://"):  # LINE takes no other
        # One file for both: it keeps the limit of the preview (`share_pictures.MOST_BYTES`).
        picture = {"originalContentUrl": letter.picture, "previewImageUrl": letter.picture}
        messages.append({"type": "image", **picture})
    return {"messages": messages}


def _cut(text: str) -> str:
    units = text.encode("utf-16-le")[: 2 * LONGEST_TEXT]
    return units.decode("utf-16-le", errors="ignore")


def _quota(cost: int | None, limits: Limits | None) -> Quota:
    allowed = _get("message/quota", limits)
    if not allowed:  # whoever waits for the page does not wait once more
        return Quota(cost, None, None)
    used = _number(_get("message/quota/consumption", limits), "totalUsage")
    is_unlimited = allowed.get("type") == "none"
    return Quota(cost, _number(allowed, "value"), used, is_unlimited)


def _followers(today: dt.date, limits: Limits | None) -> int | None:
    """LINE counts a day once it is over, and says when it is not ready: then the day before."""
    for days in (1, 2):
        day = today - dt.timedelta(days=days)
        found = _get(f"insight/followers?date={day:%Y%m%d}", limits)
        if found.get("status") == "ready":
            return _number(found, "targetedReaches") or _number(found, "followers")
        if found.get("status") != "unready":
            break
    return None


def _get(path: str, limits: Limits | None) -> dict[str, Any]:
    """Return the JSON of an answer; empty where there is none, for whatever reason."""
    question = Question(
        method="GET",
        url=f"{settings.LINE_API}/v2/bot/{path}",
        secret=Secret(settings.LINE_CHANNEL_TOKEN),
    )
    reply = ask(question, limits or QUICK)
    return reply.data if isinstance(reply, Reply) and reply.status == _OK else {}


def _number(found: dict[str, Any], name: str) -> int | None:
    value = found.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
