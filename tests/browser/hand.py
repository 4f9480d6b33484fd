"""A person's hand on a phone: it taps and types, and counts what that costs."""

from dataclasses import dataclass


@dataclass
class Hand:
    """Uses a page by what can be seen on it; `taps` are buttons, links and ticks, `fields` what
    was typed into, `files` what was chosen from the phone."""

    page: object
    taps: int = 0
    fields: int = 0
    files: int = 0

    def tap(self, role, name, *, exact=True, first=False, card=""):
        """Tap what is called so, where several are in the card that has this text."""
        place = self.page.get_by_role("listitem").filter(has_text=card) if card else self.page
        found = place.get_by_role(role, name=name, exact=exact)
        (found.first if first else found).tap()
        self.taps += 1

    def write(self, label, text):
        self.page.get_by_label(label, exact=False).locator("visible=true").last.fill(text)
        self.fields += 1

    def choose(self, label, name, data):
        file = {"name": name, "mimeType": "image/jpeg", "buffer": data}
        self.page.get_by_label(label, exact=False).locator("visible=true").last.set_input_files(
            file
        )
        self.files += 1

    @property
    def cost(self):
        return {"taps": self.taps, "fields": self.fields, "files": self.files}
