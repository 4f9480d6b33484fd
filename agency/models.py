"""The organisation that runs this portal, its parts, its people and its days off."""

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agency.roles import NEED_SECOND_FACTOR, Role


class Agency(models.Model):
    """The one local government (หน่วยงาน) that publishes here; the table has one row."""

    class Kind(models.TextChoices):
        SUBDISTRICT = "subdistrict", _("Subdistrict administrative organisation")
        MUNICIPALITY = "municipality", _("Municipality")
        PROVINCE = "province", _("Provincial administrative organisation")

    ONLY_ID = 1

    name = models.CharField(_("official name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=100)
    english_name = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SUBDISTRICT)
    district = models.CharField(_("district"), max_length=100)
    province = models.CharField(_("province"), max_length=100)
    address = models.TextField(_("address"), blank=True)
    map_url = models.URLField(
        _("address of a map"),
        blank=True,
        max_length=500,
        help_text=_("A link that opens the place of the office on a map."),
    )
    phones = models.CharField(
        _("office telephone numbers"),
        max_length=200,
        blank=True,
        help_text=_("Numbers of the office, divided by commas. Never a private number."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    facebook = models.URLField(_("Facebook page"), blank=True)
    line = models.URLField(_("LINE official account"), blank=True)
    seal = models.ImageField(_("seal"), upload_to="agency", blank=True, editable=False)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    population_as_of = models.DateField(_("population counted on"), null=True, blank=True)
    executive_name = models.CharField(_("name of the executive"), max_length=200, blank=True)
    executive_position = models.CharField(
        _("position of the executive"), max_length=200, blank=True
    )
    thai_digits_in_documents = models.BooleanField(
        _("Thai numerals in documents"),
        default=True,
        help_text=_("Official letters and reports use Thai numerals; web pages use Arabic ones."),
    )
    is_demonstration = models.BooleanField(_("demonstration data"), default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agency")
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="agency_has_one_row",
                violation_error_message=_("This portal belongs to one agency: edit that one."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where the agency is, as the title of a report says it."""
        return f"อำเภอ{self.district} จังหวัด{self.province}"

    @property
    def seal_url(self) -> str:
        return reverse("agency:seal") if self.seal else ""


class UnitQuerySet(models.QuerySet["Unit"]):
    def active(self) -> Self:
        return self.filter(is_active=True)

    def of_accounts(self) -> "Unit | None":
        """Return the unit that keeps the accounts (กองคลัง); None where none is named so."""
        return self.active().filter(name__contains="คลัง").first()


class Unit(models.Model):
    """A part of the agency that can be responsible for something (กอง สำนัก งาน คณะทำงาน)."""

    class Kind(models.TextChoices):
        DIVISION = "division", _("Division or office")
        SECTION = "section", _("Section")
        WORKING_GROUP = "working_group", _("Working group")
        HEADS = "heads", _("Heads of units together")

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SECTION)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="parts",
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = UnitQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")),
                name="unit_is_not_its_own_part",
                violation_error_message=_("A unit cannot be a part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfficialQuerySet(models.QuerySet["Official"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class Official(models.Model):
    """A person who answers to the public (ผู้บริหาร หัวหน้าส่วนราชการ): a name, no account.

    Telephone and e-mail are those of the office; nothing private of anybody stands here.
    """

    class Group(models.TextChoices):
        EXECUTIVE = "executive", _("Executives")
        COUNCIL = "council", _("Council")
        HEAD = "head", _("Heads of units")

    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position"), max_length=200)
    group = models.CharField(_("group"), max_length=20, choices=Group, default=Group.HEAD)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        null=True,
        blank=True,
        related_name="officials",
    )
    photo = models.ImageField(_("portrait"), upload_to="agency", blank=True, editable=False)
    phone = models.CharField(
        _("office telephone"),
        max_length=100,
        blank=True,
        help_text=_("A number of the office, never a private one."),
    )
    email = models.EmailField(
        _("office e-mail"),
        blank=True,
        help_text=_("An address of the office, never a private one."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in office"), default=True)

    objects = OfficialQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.position}"


class UserQuerySet(models.QuerySet["User"]):
    def with_role(self, role: Role) -> Self:
        return self.filter(is_active=True, groups__name=role.value)

    def real(self) -> Self:
        """Leave out the accounts of the demonstration."""
        return self.filter(is_demonstration=False)


class PortalUserManager(UserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Django's user manager speaking our vocabulary."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Lower case throughout: sign-in looks addresses up in lower case."""
        return super().normalize_email(email).lower()


class User(AbstractUser):
    """A person who works in the portal (ผู้ใช้งาน); citizens need no account."""

    position = models.CharField(_("position"), max_length=200, blank=True)
    units = models.ManyToManyField(Unit, verbose_name=_("units"), blank=True, related_name="people")
    is_demonstration = models.BooleanField(
        _("account of the demonstration"), default=False, editable=False
    )

    objects: ClassVar[PortalUserManager] = PortalUserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=[units])

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def roles(self) -> frozenset[Role]:
        names = set(self.groups.values_list("name", flat=True))
        return frozenset(role for role in Role if role.value in names)

    @property
    def needs_second_factor(self) -> bool:
        """Whether this person may enter only with TOTP or a passkey (DESIGN 2)."""
        return self.is_superuser or bool(self.roles & NEED_SECOND_FACTOR)


class Village(models.Model):
    """A village of the area (หมู่บ้าน): the place that a road, a purchase or a budget line is for."""

    number = models.PositiveSmallIntegerField(_("village number"), unique=True)
    name = models.CharField(_("name"), max_length=100, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("village")
        verbose_name_plural = _("villages")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"หมู่ที่ {self.number} {self.name}".strip()


class Holiday(models.Model):
    """A day on which the office is closed (วันหยุดราชการ); working days are counted without it."""

    date = models.DateField(_("date"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("The cabinet resolution or announcement that makes it a day off."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["date"]

    def __str__(self) -> str:
        return self.name
