"""Who is meant by the vendors of a table: found by tax number, else by name, else new."""

import re
from collections import defaultdict
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agency.form_fields import refuse_citizen_ids
from budget.names import name_key
from procurement.import_columns import TAX_NUMBER, VENDOR
from procurement.import_names import LEAVE, Names, Options, Question
from procurement.import_texts import tax_digits
from procurement.models import Vendor, VendorKind
from procurement.models.vendor import kind_with
from publishing.import_table import Refusal
from thai.text import clean, quoted

NAMED = 5  # new vendors named in the note about them
NEW = "new"
# Who writes so is a company or a shop of several; who writes the others is a person.
_COMPANY = re.compile(r"^(?:บริษัท|บมจ|บจก|บจ\.|หจก|หสม|ห้างหุ้นส่วน|สหกรณ์|มหาวิทยาลัย|สำนักงาน)")
_PERSON = re.compile(
    r"^(?:นางสาว|นาง|นาย|น\.\s?ส\.|ด\.\s?[ชญ]\.|ว่าที่\s?ร|(?:ส|จ)\.\s?(?:ต|ท|อ)\.|(?:ร|พ)\.\s?(?:ต|ท|อ)\.|คุณ)"
)
_FORMS = (
    ("partnership", re.compile(r"^(?:ห้างหุ้นส่วนจำกัด|หจก\.?)\s*")),
    ("company", re.compile(r"^(?:บริษัท|บมจ\.?|บจก\.?|บจ\.)\s*")),
)
_LIMITED = re.compile(r"\s*จำกัด\s*(?:\(?มหาชน\)?)?\s*$")
QUESTION = Question(gettext_lazy("vendor"), VENDOR.name)


def kind_of(name: str) -> VendorKind:
    """Return whether a name is that of a person; everything else has a number of its own."""
    return VendorKind.NATURAL if _PERSON.match(name) else VendorKind.JURISTIC


@lru_cache(maxsize=20_000)  # many rows name the same vendor
def vendor_key(name: str) -> str:
    """Return the form in which two spellings of one name are the same: บจก. ก, บริษัท ก จำกัด."""
    text = clean(name).strip()
    for form, words in _FORMS:
        bare = words.sub("", text)
        if bare != text:
            return f"{form}:{name_key(_LIMITED.sub('', bare))}"
    return name_key(text)


class Vendors:
    """The vendors of the portal, and the new ones of a file; each new one is one however often met."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.by_number: dict[str, Vendor] = {}
        self.by_key: dict[str, list[Vendor]] = defaultdict(list)
        for vendor in Vendor.objects.order_by("pk"):
            self._learn(vendor)
        self.new: dict[str, Vendor] = {}
        self.completed: dict[int, Vendor] = {}  # known ones whose number the file tells
        self.left: dict[int, Vendor] = {}  # the same, but public: only an approver changes those
        self.refusals: list[Refusal] = []
        self.renamed: dict[str, str] = {}

    def find(
        self, name: str, number: str, row: int, *, prefer: tuple[Vendor, ...] = (), column: str = ""
    ) -> Vendor | None:
        """Return who is meant; None, and noted, where nobody can tell or the cells contradict.

        `prefer` are those of the same purchase: who was taken out by name comes back to himself.
        """
        name = " ".join(clean(name).split())
        column = column or VENDOR.name
        digits = self._digits(name, number, row)
        if digits is None or not self._is_sound(name, row, column):
            return None
        if digits and (known := self.by_number.get(digits)):
            if name and vendor_key(name) != vendor_key(known.name):
                self.renamed.setdefault(known.name, name)
            return known
        if not name:
            text = _("The tax number has no name beside it: write who it is.")
            self._refuse(text, row, TAX_NUMBER.name, "")
            return None
        return self._by_name(name, digits, row, prefer)

    @property
    def parents(self) -> list[Vendor]:
        """New vendors, and those whose number has become known."""
        return [*self.new.values(), *self.completed.values()]

    def notes(self) -> list[str]:
        found = []
        if self.new:
            names = [f"“{each.name}”" for each in list(self.new.values())[:NAMED]]
            if len(self.new) > NAMED:
                names.append(_("%(count)s more") % {"count": len(self.new) - NAMED})
            text = _("New vendors (%(count)s): %(names)s")
            found.append(text % {"count": len(self.new), "names": ", ".join(names)})
        for known, written in list(self.renamed.items())[:NAMED]:
            text = _("The file writes “%(written)s” where the portal has “%(known)s”; it stays so.")
            found.append(text % {"written": written, "known": known})
        for vendor in list(self.left.values())[:NAMED]:
            text = _(
                "The file tells the tax number of “%(name)s”, which is public: see an approver."
            )
            found.append(text % {"name": vendor.name})
        return found

    def _digits(self, name: str, number: str, row: int) -> str | None:
        """Return the tax number; None, and noted, where it cannot be that of this name."""
        try:
            digits = tax_digits(number)
        except ValueError as wrong:
            self._refuse(str(wrong), row, TAX_NUMBER.name, number)
            return None
        # The other way round nothing is wrong: persons without registration status have a 0 too.
        if digits and _COMPANY.match(name) and not digits.startswith("0"):
            text = _("%(name)s is a company, but this is the number of a person.")
            self._refuse(text % {"name": quoted(name)}, row, TAX_NUMBER.name, "")
            return None
        return digits

    def _is_sound(self, name: str, row: int, column: str) -> bool:
        longest = Vendor._meta.get_field("name").max_length or 0
        try:
            refuse_citizen_ids(name)
        except ValidationError as refused:
            self._refuse(" ".join(refused.messages), row, column, "")
            return False
        if len(name) > longest:
            text = _("The name of a vendor has at most %(count)s characters.") % {"count": longest}
            self._refuse(text, row, column, name)
            return False
        return True

    def _by_name(
        self, name: str, digits: str, row: int, prefer: tuple[Vendor, ...]
    ) -> Vendor | None:
        key = vendor_key(name)
        # Who has another number is somebody else of the same name.
        alike = [each for each in self.by_key[key] if not (digits and each.tax_number)]
        if mine := [each for each in prefer if each in alike]:
            alike = mine[:1]
        if len(alike) > 1:
            return self._chosen(name, digits, alike, row)
        if not alike:
            return self._make(name, digits)
        return self._complete(alike[0], digits)

    def _chosen(self, name: str, digits: str, alike: list[Vendor], row: int) -> Vendor | None:
        def options() -> Options:
            known = [(str(each.pk), f"{each} {each.public_tax_number}".strip()) for each in alike]
            return [*known, (NEW, _("another vendor of the same name"))]

        choice = self.names.ask(QUESTION, name, row, options)
        if choice in {None, LEAVE}:
            return None
        if choice == NEW:
            return self._make(name, digits)
        return self._complete(next(each for each in alike if str(each.pk) == choice), digits)

    def _complete(self, vendor: Vendor, digits: str) -> Vendor | None:
        if digits and not vendor.tax_number and vendor.pk and vendor.is_public:
            self.left[vendor.pk] = vendor
        elif digits and not vendor.tax_number:
            vendor.tax_number = digits
            vendor.kind = kind_with(digits, VendorKind(vendor.kind))
            self.by_number[digits] = vendor
            if vendor.pk:
                self.completed[vendor.pk] = vendor
        return vendor

    def _make(self, name: str, digits: str) -> Vendor:
        key = digits or f"name:{vendor_key(name)}"
        if key not in self.new:
            kind = kind_with(digits, kind_of(name))
            self.new[key] = Vendor(name=name, kind=kind, tax_number=digits)
            self._learn(self.new[key])
        return self.new[key]

    def _learn(self, vendor: Vendor) -> None:
        if vendor.tax_number:
            self.by_number[vendor.tax_number] = vendor
        self.by_key[vendor_key(vendor.name)].append(vendor)

    def _refuse(self, text: str, row: int, column: str, value: str) -> None:
        self.refusals.append(Refusal(text, row=row, column=column, value=value))
