"""Progress of the work with its photographs."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from agency.staff_admin import StaffStackedInline
from procurement.admin.part_page import PartPageAdmin
from procurement.admin.parts import MAX_PHOTOS, keep_photos, typed_again
from procurement.forms import NewPhotoFormSet
from procurement.models import Progress, ProgressPhoto


class PhotoInline(StaffStackedInline):
    """Photos that are there; new ones are added below, each empty row of files would count."""

    model = ProgressPhoto
    fields = ["thumbnail", "alt", "caption", "order"]
    readonly_fields = ["thumbnail"]
    hide_title = True
    max_num = MAX_PHOTOS

    @display(description=_("photo"))
    def thumbnail(self, photo: ProgressPhoto) -> str:
        return render_to_string("admin/procurement/thumbnail.html", {"photo": photo})

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Progress)
class ProgressAdmin(PartPageAdmin):
    """One report of progress."""

    fieldsets = [(None, {"fields": [("on", "percent"), "text"]})]
    inlines = [PhotoInline]
    list_display = ["label", "chip"]
    search_fields = ["text"]

    @display(description=_("progress of the work"), ordering="on")
    def label(self, progress: Progress) -> str:
        return str(progress)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        photos = NewPhotoFormSet(request.POST, request.FILES, prefix="photos")
        for sentence in keep_photos(form.instance, photos):
            messages.warning(request, sentence)
        super().save_related(request, form, formsets, change)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context["new_photos"] = typed_again(request, NewPhotoFormSet, "photos")
        return super().render_change_form(request, context, *args, **kwargs)
