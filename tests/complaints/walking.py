"""A reporter without JavaScript: reads pages, fills in what he sees, presses a button."""

import time
from html.parser import HTMLParser

from complaints import guard
from complaints.sealing import tickets
from tests.complaints.conftest import answer_to

ADDRESS = "/complaints/corruption/"
STORY = "ผู้รับเหมาให้เงินหัวหน้าที่ลานจอดรถ"


class Page(HTMLParser):
    """The form of a page as a browser would send it, and what stands in its headings."""

    def __init__(self, answer):
        super().__init__()
        self.status = answer.status_code
        self.text = answer.content.decode()
        self.fields = {}
        self.buttons = []
        self.heading = ""
        self.labels = {}
        self._inside = self._area = self._label = None
        self.feed(self.text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "label":
            self._label = attrs.get("for")
        if tag in {"h1", "textarea"}:
            self._inside, self._area = tag, attrs.get("name")
            if self._area:
                self.fields[self._area] = [""]
        if tag == "button" and "name" in attrs:
            self.buttons.append(attrs["value"])
        is_on = attrs.get("type") != "checkbox" or "checked" in attrs
        if tag == "input" and "name" in attrs and attrs.get("type") != "file" and is_on:
            self.fields.setdefault(attrs["name"], []).append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag == self._inside:
            self._inside = None
        if tag == "textarea":  # a browser drops the line break that follows the tag
            self.fields[self._area] = [self.fields[self._area][0].removeprefix("\n")]
        if tag == "label":
            self._label = None

    def handle_data(self, data):
        if self._inside == "h1":
            self.heading += data.strip()
        if self._inside == "textarea":
            self.fields[self._area] = [self.fields[self._area][0] + data]
        if self._label:
            self.labels[self._label] = self.labels.get(self._label, "") + data.strip()


class Reporter:
    """Walks through the form; `page` is what he sees, `answer` the whole response."""

    def __init__(self, client):
        self.client = client
        self.seen = []
        self._see(client.get(ADDRESS))

    def press(self, go, **typed):
        fields = self.page.fields | typed | {"go": go}
        return self._see(self.client.post(ADDRESS, fields))

    def begin(self, age=60):
        """Begin with a form that was opened `age` seconds ago."""
        ticket = guard.written(tickets.new_ticket(time.time() - age))
        return self.press("start", ticket=ticket)

    def fill_in(self, **typed):
        """Answer everything that must be answered, and what is given, up to the last page."""
        told = {"who": "หัวหน้าพัสดุ", "what": STORY} | typed
        while "send" not in self.page.buttons:
            self.press("next", **{name: told[name] for name in told if self._asks(name)})
        return self.page

    def send(self, **typed):
        """Press send, the sum answered."""
        answer = answer_to(self.page.labels["guard-puzzle"])
        return self.press("send", **{"puzzle": answer} | typed)

    def _asks(self, name):
        return f'name="{name}"' in self.page.text

    def _see(self, answer):
        self.answer = answer
        self.seen.append(answer)
        self.page = Page(answer)
        return self.page
