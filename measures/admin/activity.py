"""Activities on their full page: text, photos with what they show, evidence."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from agency.staff import StaffRequest
from agency.staff_admin import StaffStackedInline
from measures.activity_forms import ActivityForm, EvidenceForm, NewEvidenceForm, NewPhotoFormSet
from measures.additions import add_evidence, add_photos
from measures.models import Activity, ActivityPhoto, Evidence
from publishing.admin import PublishableAdmin


class Existing(StaffStackedInline):
    """Rows that are added by other means than an empty row: each empty row with a file input
    counts against DATA_UPLOAD_MAX_NUMBER_FILES, filled or not."""

    def has_add_permission(self, request: HttpRequest, obj: Activity | None = None) -> bool:
        return False


class PhotoInline(Existing):
    model = ActivityPhoto
    fields = ["thumbnail", "alt", "caption", "order"]
    readonly_fields = ["thumbnail"]
    hide_title = True

    @display(description=_("photo"))
    def thumbnail(self, photo: ActivityPhoto) -> str:
        return render_to_string("admin/measures/thumbnail.html", {"photo": photo})


class EvidenceInline(Existing):
    model = Evidence
    form = EvidenceForm
    fields = ["link", "title", "url", "order"]
    readonly_fields = ["link"]
    hide_title = True

    @display(description=_("evidence"))
    def link(self, evidence: Evidence) -> str:
        return render_to_string("admin/measures/evidence_link.html", {"evidence": evidence})


@admin.register(Activity)
class ActivityAdmin(PublishableAdmin):
    """What was done, entered in full; the quick way is `measures.entry`."""

    form = ActivityForm
    change_form_template = "admin/measures/activity_change_form.html"
    fieldsets = [
        (
            None,
            {"fields": ["measure", "title", "text", ("starts_on", "ends_on"), "place", "methods"]},
        )
    ]
    inlines = [PhotoInline, EvidenceInline]
    list_display = ["what", "measure_number", "when", "photo_count", "chip"]
    list_filter = ["state", "measure__plan__fiscal_year"]
    list_select_related = ["measure__plan"]
    search_fields = ["title", "text", "place"]
    first_step = _("Choose the measure, say what was done, add a photo.")
    first_url = "measures_staff:progress_add"
    first_button = _("Add progress")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Activity]:
        return super().get_queryset(request).annotate(photo_number=Count("photos"))

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", UnfoldAdminCheckboxSelectMultipleWidget())
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @display(description=_("what was done"), ordering="title")
    def what(self, activity: Activity) -> str:
        return str(activity)

    @display(description=_("measure"), ordering="measure")
    def measure_number(self, activity: Activity) -> str:
        measure = activity.measure
        return _("%(number)s of %(year)s") % {
            "number": measure.order,
            "year": measure.plan.fiscal_year,
        }

    @display(description=_("date"), ordering="starts_on")
    def when(self, activity: Activity) -> str:
        return activity.when or "–"

    @display(description=_("photos"), ordering="photo_number")
    def photo_count(self, activity: Activity) -> int:
        return activity.photo_number  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Activities are begun on the quick page, which keeps whatever was typed."""
        return False

    def add_view(self, request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the quick page, with the measure that the address names."""
        if not request.user.has_perm("measures.add_activity"):
            raise PermissionDenied
        return redirect(reverse("measures_staff:progress_add", query=request.GET))

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context |= {"new_photos": NewPhotoFormSet(), "new_evidence": NewEvidenceForm()}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        self._add_files(request, form.instance)
        super().save_related(request, form, formsets, change)

    def _add_files(self, request: StaffRequest, activity: Activity) -> None:
        photos = NewPhotoFormSet(request.POST, request.FILES)
        evidence = NewEvidenceForm(request.POST, request.FILES)
        photos.is_valid()
        evidence.is_valid()
        for sentence in [*add_photos(activity, photos), *add_evidence(activity, evidence)]:
            messages.warning(request, sentence)
