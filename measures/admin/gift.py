"""The No Gift Policy: declarations with photos of the signing, the register, periods without gifts."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.models import Agency, Unit
from agency.staff import StaffRequest
from agency.staff_admin import StaffStackedInline
from agency.templatetags.thai_text import thai_short_date
from measures.activity_forms import NewPhotoFormSet
from measures.additions import add_declaration_photos
from measures.gift_rules import count_people
from measures.models import Gift, GiftDeclaration, GiftDeclarationPhoto, GiftNil
from publishing.admin import PublishableAdmin
from thai.fiscal import FiscalYear


class GiftPhotoInline(StaffStackedInline):
    model = GiftDeclarationPhoto
    fields = ["thumbnail", "alt", "caption", "order"]
    readonly_fields = ["thumbnail"]
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Photos are added below: each empty row with a file counts against the limit of files."""
        return False

    @display(description=_("photo"))
    def thumbnail(self, photo: GiftDeclarationPhoto) -> str:
        return render_to_string("admin/measures/thumbnail.html", {"photo": photo})


@admin.register(GiftDeclaration)
class GiftDeclarationAdmin(PublishableAdmin):
    """Who declared for a year that nobody takes gifts; who took note is one link away."""

    change_form_template = "admin/measures/giftdeclaration_change_form.html"
    fieldsets = [
        (None, {"fields": ["fiscal_year", "text"]}),
        (_("Signature"), {"fields": [("signatory_name", "signatory_position"), "signed_on"]}),
        (_("Whom it binds"), {"fields": ["staff_count"]}),
    ]
    inlines = [GiftPhotoInline]
    list_display = ["label", "signatory_name", "signed", "taken", "chip"]
    list_filter = ["state", "fiscal_year"]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Leave out the photos while there is none: they are added below."""
        return self.inlines if obj and obj.photos.exists() else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[GiftDeclaration]:
        return super().get_queryset(request).prefetch_related("acknowledgements__person")

    @display(description=_("fiscal year"), ordering="fiscal_year")
    def label(self, declaration: GiftDeclaration) -> str:
        return str(declaration.fiscal_year)

    @display(description=_("signed on"), ordering="signed_on")
    def signed(self, declaration: GiftDeclaration) -> str:
        return thai_short_date(declaration.signed_on)

    @display(description=_("taken note"))
    def taken(self, declaration: GiftDeclaration) -> str:
        people = count_people(map(str, declaration.acknowledgements.all()))
        return f"{people}/{declaration.staff_count}" if declaration.staff_count else str(people)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Offer this year and the executive of today."""
        agency = Agency.objects.first()
        signatory = {
            "signatory_name": agency.executive_name if agency else "",
            "signatory_position": agency.executive_position if agency else "",
        }
        year = {"fiscal_year": FiscalYear.of(timezone.localdate()).year}
        return year | signatory | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 8})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context |= {"new_photos": NewPhotoFormSet()}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        photos = NewPhotoFormSet(request.POST, request.FILES)
        photos.is_valid()
        for sentence in add_declaration_photos(form.instance, photos):
            messages.warning(request, sentence)
        super().save_related(request, form, formsets, change)


@admin.register(Gift)
class GiftAdmin(PublishableAdmin):
    """One thing that was offered or left here; the name of the giver stays in the office."""

    fieldsets = [
        (None, {"fields": ["day", "what", ("occasion", "giver_kind")]}),
        (_("Only for the office"), {"fields": ["giver_name", "value"]}),
        (_("Value and recipient"), {"fields": ["value_class", ("received_for", "unit")]}),
        (_("What was done"), {"fields": ["handling", ("handled_on", "reported_on")]}),
    ]
    list_display = ["label", "what", "handling", "value_class", "chip"]
    list_filter = ["state", "handling", "value_class"]
    search_fields = ["what", "giver_name"]

    @display(description=_("day"), ordering="day")
    def label(self, gift: Gift) -> str:
        return thai_short_date(gift.day)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "unit":
            kwargs["queryset"] = Unit.objects.active()
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "value_class" and field:
            field.help_text = _("Not needed where the value is written: it follows from it.")
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        day = {"day": timezone.localdate()}
        return day | super().get_changeform_initial_data(request)


@admin.register(GiftNil)
class GiftNilAdmin(PublishableAdmin):
    """Halves and years without gifts; they are said on the desk (`measures.gift_desk`)."""

    fieldsets = [(None, {"fields": [("fiscal_year", "slug")]})]
    change_form_template = "admin/measures/giftnil_change_form.html"
    list_display = ["label", "fiscal_year", "chip"]
    list_filter = ["fiscal_year", "state"]

    @display(description=_("half or year"), ordering="slug")
    def label(self, nil: GiftNil) -> str:
        return nil.period.label()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A period is said to be empty on the desk, which knows the register."""
        return False

    def has_change_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        """Nothing of it can be corrected: what is wrong is deleted or withdrawn."""
        return obj is None and super().has_change_permission(request, obj)
