"""What a reporter has filled in so far: carried from page to page in the page itself, kept nowhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise

from complaints.case_actions import Report
from complaints.contents import CleanFile, Contact
from complaints.intake.steps import (
    CONTACT,
    INVOLVED,
    LAST,
    STEPS,
    Step,
    StepForm,
)
from complaints.models import OfficerKey

SHOWN = "shown"  # the officers whose names the reporter has seen


@dataclass(frozen=True)
class Answer:
    """A line of the page on which everything is checked; `step` is where it is changed."""

    step: str
    label: str | Promise
    texts: list[str]


@dataclass(frozen=True)
class Filled:
    """The answers so far, unchecked, and the officers who could read them today."""

    data: QueryDict
    readers: Sequence[OfficerKey]

    def form(self, step: Step) -> StepForm:
        """Return the form of a page with what was answered before, not yet judged."""
        return step.form(initial=self._of(step), readers=self.readers)

    def judged(self, step: Step) -> StepForm:
        return step.form(self.data, readers=self.readers)

    def first_fault(self) -> tuple[Step, StepForm] | None:
        """Return the first page on which something is wrong, with its errors."""
        for step in STEPS:
            form = self.judged(step)
            if step is not INVOLVED and not form.is_valid():
                return step, form
        return None

    def hidden(self, shown: Step | None) -> list[tuple[str, str]]:
        """Return the fields that a page has to carry: every answer that it does not ask for."""
        names = [name for step in STEPS if step is not shown for name in step.fields]
        pairs = [(name, value) for name in names for value in self.data.getlist(name) if value]
        seen = self.data.getlist(SHOWN)
        if shown is INVOLVED:
            seen = [str(key.pk) for key in self.readers]
        return pairs + [(SHOWN, pk) for pk in seen]

    @property
    def excluded(self) -> list[int]:
        """Primary keys of the readers who were ticked; whoever is no reader needs no ban."""
        ticked = self.data.getlist("excluded")
        return [key.pk for key in self.readers if str(key.pk) in ticked]

    @property
    def excludes_everybody(self) -> bool:
        return len(self.excluded) == len(self.readers)

    @property
    def names_a_stranger(self) -> bool:
        """Whether an officer could read the report whose name the reporter has not seen."""
        seen = self.data.getlist(SHOWN)
        return any(str(key.pk) not in seen for key in self.readers)

    def answers(self) -> list[Answer]:
        """Return everything that was answered, in order, for the reporter to check."""
        return [answer for step in STEPS if step is not LAST for answer in self._told(step)]

    def report(self, files: Collection[CleanFile]) -> Report:
        """Return what is to be sealed; every page must have been judged before."""
        typed: dict[str, str] = {}
        for step in STEPS:
            form = self.judged(step)
            form.is_valid()
            typed |= {name: form.cleaned_data[name] for name in step.fields if step is not INVOLVED}
        contact = {
            name.removeprefix(CONTACT): text
            for name, text in typed.items()
            if name.startswith(CONTACT)
        }
        answers = {
            name: text for name, text in typed.items() if text and not name.startswith(CONTACT)
        }
        return Report(
            answers=answers,
            contact=Contact(**contact) if any(contact.values()) else None,
            files=list(files),
            excluded=self.excluded,
        )

    def _of(self, step: Step) -> dict[str, str | list[str]]:
        return {
            name: self.data.getlist(name) if name in step.multiple else self.data.get(name, "")
            for name in step.fields
        }

    def _told(self, step: Step) -> list[Answer]:
        if step is INVOLVED:
            form = self.form(step)
            names = dict(form.fields["excluded"].choices)  # type: ignore[attr-defined]
            kept_out = [names[str(pk)] for pk in self.excluded]
            return [Answer(step.name, step.title, kept_out)]
        lines = []
        for name, field in step.form.base_fields.items():
            label = step.title if len(step.fields) == 1 else field.label
            if text := self.data.get(name, "").strip():
                lines.append(Answer(step.name, label or "", [text]))
        return lines or [Answer(step.name, step.title, [])]
