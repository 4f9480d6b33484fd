"""What the two import commands share: reading a file, saying what is wrong, importing with progress."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from budget.management.arguments import check_number, reason_of
from publishing.import_files import forget_stored, keep_import, read_remembered
from publishing.import_header import fold
from publishing.import_plan import Choices
from publishing.import_raw import FURTHEST_ROW, column_letters
from publishing.import_table import CleanTable
from publishing.imports import Importer, ImportRefused, Preview, apply, check, preview
from publishing.models import ImportFile
from publishing.refusals import UploadRefused
from thai.money import format_baht
from thai.text import quoted

MAX_SENTENCES = 50


@dataclass(frozen=True)
class Source:
    """A file to import and how it is to be read; `columns` are "work=task" as typed."""

    path: Path
    sheet: str | None = None
    header_row: int | None = None
    columns: Sequence[str] = field(default_factory=list)


class Run:
    """One file on its way in, telling the terminal what happens."""

    def __init__(
        self, command: BaseCommand, importer: Importer, source: Source, choices: Choices
    ) -> None:
        self.command = command
        self.importer = importer
        self.source = source
        self.choices = choices
        self.stored = ""  # name in storage, once it is written
        if not choices.by.has_perms(importer.permissions):
            raise CommandError(_("%(person)s may not import this.") % {"person": choices.by})
        check_number("--header-row", source.header_row, first=1, last=FURTHEST_ROW)
        self.table = self._read()
        self.plan = preview(importer, self.table, choices)
        self._tell()

    def look_again(self) -> None:
        """Look once more after another file of the same import was written."""
        noted = self.plan.reading.notes
        self.plan = preview(self.importer, self.table, self.choices)
        for note in self.plan.reading.notes:
            if note not in noted:
                self._say(note)

    def write(self) -> str:
        """Import and return what came of it, to be said once all is saved.

        Raises `CommandError` with everything as it was; a file that was stored goes again.
        """
        self.refuse_what_is_wrong()
        with self.source.path.open("rb") as content:
            file = keep_import(
                content,
                name=self.source.path.name,
                importer=self.importer.slug,
                by=self.choices.by,
                target=self.choices.target,
            )
        self.stored = file.stored
        try:
            self._apply(file)
        except ImportRefused as refused:
            raise CommandError(str(refused)) from refused
        return _result(file, self.plan)

    def refuse_what_is_wrong(self) -> None:
        for refusal in self.plan.refusals[:MAX_SENTENCES]:
            self.command.stderr.write(refusal.sentence)
        if count := len(self.plan.refusals):
            text = _("%(file)s: %(count)s things have to be put right. Nothing was imported.")
            raise CommandError(text % {"file": f"“{self.source.path.name}”", "count": count})
        try:
            check(self.plan, self.choices)
        except ImportRefused as refused:
            raise CommandError(str(refused)) from refused

    def _apply(self, file: ImportFile) -> None:
        file.totals = {name: str(value) for name, value in self.choices.totals.items()}
        total = len(self.plan.reading.records)
        is_terminal = self.command.stdout.isatty()
        for done in apply(self.importer, file, self.table, self.choices):
            text = _("%(done)s of %(total)s rows imported")
            line = text % {"done": f"{done:,}", "total": f"{total:,}"}
            self.command.stdout.write(f"\r{line}" if is_terminal else line, ending="")
            self.command.stdout.write("" if is_terminal else "\n", ending="")
            self.command.stdout.flush()
        self.command.stdout.write("\n" if is_terminal else "", ending="")

    def _read(self) -> CleanTable:
        path = self.source.path
        try:
            with path.open("rb") as file:
                table = self._table(file)
                if self.source.columns:
                    file.seek(0)
                    table = self._table(file, mapping=self._mapping(table))
                return table
        except OSError as error:
            text = _("%(file)s cannot be opened: %(reason)s")
            facts = {"file": f"“{path}”", "reason": reason_of(error)}
            raise CommandError(text % facts) from error
        except UploadRefused as refused:
            raise CommandError(str(refused)) from refused

    def _table(self, file: Any, mapping: Mapping[str, int] | None = None) -> CleanTable:
        table = read_remembered(
            file,
            name=self.source.path.name,
            importer=self.importer.slug,
            columns=self.importer.columns,
            mapping=mapping,
            sheet=self.source.sheet,
            header_row=self.source.header_row,
        )
        if self.source.sheet and not any(table.sheets):
            text = _("%(file)s has no sheets: leave --sheet out.")
            raise CommandError(text % {"file": f"“{self.source.path.name}”"})
        return table

    def _mapping(self, table: CleanTable) -> dict[str, int]:
        """Return the mapping with what was typed; a header that is given away is free again."""
        mapping = dict(table.mapping)
        for typed in self.source.columns:
            name, _equals, header = typed.partition("=")
            column = self._column(name)
            place = _place(table, header)
            mapping = {key: value for key, value in mapping.items() if value != place}
            mapping[column] = place
        return mapping

    def _column(self, name: str) -> str:
        for column in self.importer.columns:
            if name.strip() in {column.name, column.label}:
                return column.name
        known = ", ".join(column.name for column in self.importer.columns)
        text = _("There is no column “%(name)s”. Columns: %(known)s")
        raise CommandError(text % {"name": name, "known": known})

    def _tell(self) -> None:
        """Say what would change and what looks odd."""
        plan = self.plan
        label = self.importer.describe(self.choices.target)
        self._say(
            " ".join(filter(None, [f"“{self.source.path.name}”", self.table.sheet, "→", label]))
        )
        if plan.reading.records and not plan.refusals:
            self._say(_summary(plan))
        for total in plan.reading.totals:
            text = _("%(label)s: rows %(rows)s, paper %(paper)s, difference %(difference)s baht")
            amounts = {"rows": total.rows, "paper": total.paper, "difference": total.difference}
            figures = {name: format_baht(value) for name, value in amounts.items()}
            self._say(text % {"label": total.label, **figures})
            for suspect in total.suspects:
                self._say(f"  {suspect.label} ({format_baht(suspect.amount)}): {suspect.why}")
        for row in plan.wrong_totals:
            text = _("Row %(row)s %(label)s does not add up.")
            self._say(text % {"row": row.number, "label": quoted(row.label)})
        for unit in plan.untaken:
            text = _(
                "The total typed from the signed paper is not taken: “%(unit)s” is public or locked,"
                " and none of its rows change. Correct it on its own page."
            )
            self._say(text % {"unit": unit})
        for note in plan.reading.notes:
            self._say(note)

    def _say(self, line: str) -> None:
        self.command.stdout.write(line)


def _place(table: CleanTable, header: str) -> int:
    for place, text in enumerate(table.headers):
        if fold(text) == fold(header) or column_letters(place) == header.strip().upper():
            return place
    known = ", ".join(quoted(text) for text in table.headers if text)
    text = _("The file has no header “%(header)s”. Headers: %(known)s")
    raise CommandError(text % {"header": header, "known": known})


def _summary(plan: Preview) -> str:
    comparison = plan.comparison
    return _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(removed)s removed") % {
        "new": f"{len(comparison.new):,}",
        "changed": f"{len(comparison.changed):,}",
        "unchanged": f"{comparison.unchanged:,}",
        "removed": f"{len(plan.removed):,}",
    }


def _result(file: ImportFile, plan: Preview) -> str:
    if not file.has_changed_anything:
        return _("Nothing changed: %(count)s rows were there already.") % {
            "count": f"{file.unchanged_rows:,}"
        }
    if plan.corrections:
        return _("Corrected. Everybody can see it at once.")
    return _("Imported as a draft. It becomes public when it is handed in and approved.")


def import_all(runs: Sequence[Run]) -> None:
    """Import all files or none; what came of it is said when it is saved."""
    for run in runs:
        run.refuse_what_is_wrong()
    try:
        with transaction.atomic():
            results = [_written(run, is_first=run is runs[0]) for run in runs]
    except BaseException:
        for run in runs:
            if run.stored:
                forget_stored(run.stored)
        raise
    for run, result in zip(runs, results, strict=True):
        run.command.stdout.write(result)


def _written(run: Run, *, is_first: bool) -> str:
    if not is_first:
        run.look_again()
    return run.write()
