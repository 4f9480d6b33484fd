"""manage.py recovery make|import|export|rewrap|apply"""

import argparse
import os
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError

from complaints.ceremony import apply_wraps, export_wraps, import_recovery_key
from complaints.models import Case, OfficerKey
from complaints.recovery import (
    ENOUGH,
    SHEETS,
    Export,
    Fault,
    NewWraps,
    PublicKeyFile,
    RecoveryFailed,
    fingerprint_of,
    join,
    key_file,
    make,
    rewrap,
    sheet_text,
)
from complaints.sealing.boxes import public_of
from publishing.workflow import ActionRefused

FileT = TypeVar("FileT", bound=BaseModel)
FAULTS = {
    Fault.COUNT: gettext_lazy(
        "A sheet has 33 words; a word of one of these was left out or misread."
    ),
    Fault.WORDS: gettext_lazy(
        "These two sheets do not belong together, or a word was misread. Two different sheets of "
        "the same key are needed."
    ),
    Fault.OTHER_KEY: gettext_lazy("Nothing in this file was sealed to the key of these sheets."),
}


class Command(BaseCommand):
    help = (
        "The recovery key of the sealed reports. On a machine without a network: `make` writes the "
        "three sheets of words and the public key file, `rewrap` opens an exported file with two "
        "sheets. On the server: `import` takes the public key, `export` writes what has to be "
        "carried away, `apply` takes what comes back. No private key ever comes to the server."
    )
    # `make` and `rewrap` run where there is no database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        step = steps.add_parser("make", help="Make a key: three sheets and the public key file.")
        step.add_argument("--out", type=Path, required=True, help="Folder for the four files.")
        step = steps.add_parser("import", help="Seal new reports to this key from now on.")
        step.add_argument("file", type=Path, help="The public key file that make wrote.")
        step = steps.add_parser("export", help="Write what has to be carried to that machine.")
        step.add_argument("file", type=Path, help="The file to write.")
        step.add_argument(
            "--for",
            dest="username",
            help="User name of the officer who is to read; all officers unless told.",
        )
        step = steps.add_parser("rewrap", help="Open the exported file with two sheets.")
        step.add_argument("export", type=Path, help="The file that export wrote.")
        step.add_argument("file", type=Path, help="The file to write.")
        step.add_argument(
            "--sheet",
            type=Path,
            action="append",
            default=[],
            help="A file with the words of one sheet; give two. Asked for unless told.",
        )
        step = steps.add_parser("apply", help="Give the officers what the ceremony brought.")
        step.add_argument("file", type=Path, help="The file that rewrap wrote.")

    def handle(self, *args: Any, **options: Any) -> None:
        steps = {
            "make": self._make,
            "import": self._import,
            "export": self._export,
            "rewrap": self._rewrap,
            "apply": self._apply,
        }
        try:
            steps[options["step"]](options)
        except ActionRefused as refused:
            raise CommandError(str(refused)) from refused
        except RecoveryFailed as failed:
            raise CommandError(str(FAULTS[failed.fault])) from failed

    def _make(self, options: dict[str, Any]) -> None:
        folder: Path = options["out"]
        names = [folder / f"sheet-{number}.txt" for number in range(1, SHEETS + 1)]
        public = folder / "recovery-public.json"
        for path in [*names, public]:
            check_free(path)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ceremony = make()
        for number, path in enumerate(names, start=1):
            write(path, sheet_text(ceremony, number, timezone.localdate()))
        write(public, key_file(ceremony.public).to_text())
        facts = {"name": fingerprint_of(ceremony.public), "folder": folder}
        self._say(
            _("Recovery key %(name)s: three sheets and the public key are in %(folder)s.") % facts
        )
        self._say(
            _(
                "Print each sheet once, give each to another person, then delete the sheets and "
                "switch this machine off. Carry only recovery-public.json to the server."
            )
        )

    def _import(self, options: dict[str, Any]) -> None:
        file = read(options["file"], PublicKeyFile)
        key = import_recovery_key(bytes.fromhex(file.public), today=timezone.localdate())
        text = _("New reports are sealed to the recovery key %(name)s. Compare it with the sheets.")
        self._say(text % {"name": key.fingerprint})
        if older := Case.objects.filter(body_deleted_on=None).count():
            text = _(
                "%(count)s reports stay sealed to the key they came with: nobody can change that "
                "without its sheets. Keep the older sheets as long as those reports are kept."
            )
            self._say(text % {"count": older})

    def _export(self, options: dict[str, Any]) -> None:
        check_free(options["file"])
        officers = OfficerKey.objects.active()
        if options["username"]:
            officers = officers.filter(user__username=options["username"])
        if not officers:
            raise CommandError(_("There is no complaint officer with a key of that name."))
        export = export_wraps(list(officers))
        write(options["file"], export.to_text())
        text = _(
            "%(cases)s reports for %(names)s are in %(file)s. Carry it to the offline machine."
        )
        names = ", ".join(reader.username for reader in export.readers)
        facts = {"cases": len(export.cases), "names": names, "file": options["file"]}
        self._say(text % facts)

    def _rewrap(self, options: dict[str, Any]) -> None:
        check_free(options["file"])
        export = read(options["export"], Export)
        private = join(self._sheets(options["sheet"]))
        self._say(_("Recovery key %(name)s.") % {"name": fingerprint_of(public_of(private))})
        done = rewrap(export, private)
        write(options["file"], done.file.to_text())
        text = _(
            "%(made)s keys are in %(file)s. %(skipped)s were not given, because the reporter kept "
            "the officer out. %(unopened)s reports belong to another recovery key or are damaged."
        )
        facts = {"skipped": done.skipped, "unopened": done.unopened, "file": options["file"]}
        self._say(text % {"made": len(done.file.wraps), **facts})

    def _apply(self, options: dict[str, Any]) -> None:
        done = apply_wraps(read(options["file"], NewWraps), today=timezone.localdate())
        text = _(
            "%(added)s keys were given, %(known)s were there before, %(unfit)s fit no officer or "
            "report of today."
        )
        self._say(text % {"added": done.added, "known": done.known, "unfit": done.unfit})

    def _sheets(self, paths: list[Path]) -> list[str]:
        if paths:
            if len(paths) != ENOUGH:
                raise CommandError(_("Two sheets are needed, no more and no less."))
            return [_text(path) for path in paths]
        question = _("The 33 words of sheet %(number)s of 2, with spaces between them:")
        sheets = []
        for number in range(1, ENOUGH + 1):
            self._say(question % {"number": number})
            sheets.append(input())
        return sheets

    def _say(self, text: str) -> None:
        self.stdout.write(text)


def check_free(path: Path) -> None:
    """Refuse before anything is made: a file that is there may be the only copy of a sheet."""
    if path.exists():
        raise CommandError(_("%(file)s exists already and is not overwritten.") % {"file": path})


def write(path: Path, text: str) -> None:
    """Write a new file for its owner alone."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        text = _("%(file)s cannot be written: %(reason)s")
        raise CommandError(text % {"file": path, "reason": error.strerror}) from error


def read(path: Path, kind: type[FileT]) -> FileT:
    """Return what one of our files says; what is wrong with it is never repeated."""
    try:
        return kind.model_validate_json(_text(path))
    except ValidationError:
        text = _("%(file)s is not the file that belongs here, or it is damaged.")
        raise CommandError(text % {"file": path}) from None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        text = _("%(file)s cannot be read.")
        raise CommandError(text % {"file": path}) from error
