"""How staff edit publishable units: drafts freely, published ones with a reason, others not."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection, models
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from agency.staff import StaffRequest, staff_page
from agency.staff_admin import StaffAdmin
from agency.templatetags.thai_text import thai_datetime
from publishing.actions import record_correction, submit
from publishing.forms import PublishableForm
from publishing.models import Board, PublicationStep, Publishable
from publishing.permissions import may_delete, may_edit, may_submit
from publishing.unit_view import INCOMPLETE, change_url, incomplete_url, unit_context
from publishing.workflow import Action, ActionRefused

SUBMIT_BUTTON = "_submit"
NOT_HANDED_IN = _("Saved as a draft, but not handed in yet: what is missing stands below.")


class PublishableAdmin(StaffAdmin):
    """Base of the admin page of every publishable unit."""

    form = PublishableForm
    change_form_template = "admin/publishing/change_form.html"

    @display(description=_("state"), ordering="state")
    def chip(self, obj: Any) -> str:
        return render_to_string("admin/publishing/chip.html", {"unit": self.unit_of(obj)})

    def unit_of(self, obj: Any) -> Publishable:
        """The unit that a row belongs to: the row itself, or the one it is a part of."""
        return obj

    def flags_of(self, unit: Any) -> Sequence[Any]:
        """Return what looks odd in a unit, for its author and its approver: notes, never refusals.

        A flag has a `text` and `rows`.
        """
        return []

    def has_change_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_edit(request.user, self.unit_of(obj)))

    def has_delete_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or may_delete(request.user, self.unit_of(obj)))

    def get_fieldsets(self, request: StaffRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.unit_of(obj).is_published:
            return fieldsets
        if not self.has_change_permission(request, obj):
            return fieldsets
        return [(_("Correction"), {"fields": ["correction_reason"]}), *fieldsets]

    def get_form(
        self, request: StaffRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseModelForm]:
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", ())
        form.tells_problems = tells_problems(request)
        return form

    def get_object(
        self, request: StaffRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Lock the unit while it is saved: two people may press a button together."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST" and connection.in_atomic_block:
            unit = self.unit_of(obj)
            try:
                unit.lock()
                if unit is not obj:
                    obj.refresh_from_db()
            except ObjectDoesNotExist:  # deleted while this waited: answered as if it were before
                return None
        return obj

    def changeform_view(
        self,
        request: StaffRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a refusal in the form, with everything that was typed."""
        if answer := self._locked(request, object_id):
            return answer
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ActionRefused as refused:
            request.refusal = refused.problems  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            # Handed in or decided while this save waited for the row.
            if answer := self._locked(request, object_id):
                return answer
            raise

    def render_change_form(
        self,
        request: StaffRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002  Django's signature
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context |= {"is_publishable": True, "can_submit": self.can_submit(request, obj)}
        if obj is not None:
            context |= unit_context(request.user, self.unit_of(obj))
            context["flags"] = self.flags_of(obj)
            if tells_problems(request):
                context |= {"errors": context["adminform"].form.errors, "is_saved": True}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(
        self,
        request: StaffRequest,
        obj: Any,
        form: BaseModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        if not change:
            obj.author = request.user
        obj.edited_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: StaffRequest,
        form: PublishableForm,
        formsets: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_related(request, form, formsets, change)
        if form.is_correction:
            self._record(request, form)

    def response_add(
        self, request: StaffRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if SUBMIT_BUTTON in request.POST:
            return self._submit(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: StaffRequest, obj: Any) -> HttpResponse:
        if SUBMIT_BUTTON in request.POST:
            return self._submit(request, obj)
        return super().response_change(request, obj)

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return obj is None or may_submit(request.user, self.unit_of(obj))

    def _submit(self, request: StaffRequest, obj: Publishable) -> HttpResponse:
        """Hand in what was just saved; refused or not, it stays saved."""
        try:
            submit(obj, by=request.user)
        except ActionRefused as refused:
            if obj.problems():
                messages.warning(request, NOT_HANDED_IN)
                return HttpResponseRedirect(incomplete_url(obj))
            messages.warning(request, _("Saved as a draft, not handed in yet. %s") % refused)
        else:
            messages.success(request, _("Handed in. An approver will check it."))
        return HttpResponseRedirect(change_url(obj))

    def _record(self, request: StaffRequest, form: PublishableForm) -> None:
        """Put the correction on record; what no longer meets the rules is not saved at all."""
        edited = self.unit_of(form.instance)
        unit = type(edited)._default_manager.get(pk=edited.pk)
        reason = form.cleaned_data["correction_reason"]
        record_correction(unit, by=request.user, reason=reason, before=form.facts_before)
        if problems := unit.problems():
            raise ActionRefused(" ".join(problems), problems)

    def _locked(self, request: StaffRequest, object_id: str | None) -> HttpResponse | None:
        """Answer a save that came too late: the unit was handed in or published meanwhile."""
        if request.method != "POST" or not object_id:
            return None
        obj = self.get_object(request, object_id)
        if obj is None or self.has_change_permission(request, obj):
            return None
        if not self.has_change_permission(request):
            return None  # never had the right: the answer is that of every page
        unit = self.unit_of(obj)
        step = PublicationStep.objects.of(unit).first()
        is_own_submit = step and step.by_id == request.user.pk and step.action == Action.SUBMIT
        if is_own_submit and SUBMIT_BUTTON in request.POST:
            messages.info(request, _("This is handed in already; once is enough."))
            return HttpResponseRedirect(change_url(unit))
        return staff_page(
            request,
            "admin/publishing/overtaken.html",
            title=str(unit),
            status=409,
            unit=unit,
            step=step,
            change_url=change_url(unit),
            typed=_typed_texts(request, self.model),
        )


@admin.register(PublicationStep)
class PublicationStepAdmin(ModelAdmin):
    """The record of who published, sent back or withdrew what: for reading only."""

    list_display = ["when", "action", "title", "by", "reason"]
    fields = ["when", "action", "title", "by", "reason", "readings"]
    list_filter = ["action", "by"]
    list_filter_submit = True
    list_select_related = ["by"]
    search_fields = ["title", "reason"]
    show_full_result_count = False
    actions = None

    @display(description=_("at"), ordering="at")
    def when(self, step: PublicationStep) -> str:
        return thai_datetime(step.at)

    @display(description=_("what the public read"))
    def readings(self, step: PublicationStep) -> str:
        return render_to_string("admin/publishing/readings.html", {"step": step})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(Board)
class BoardAdmin(StaffAdmin):
    """The notice boards of the office and of the villages."""

    list_display = ["name", "where", "is_in_use"]
    fields = ["name", "where", "is_in_use", "order"]


def tells_problems(request: HttpRequest) -> bool:
    """Whether a page is opened because a hand-in was refused, to see what is missing."""
    return INCOMPLETE in request.GET and request.method != "POST"


def _typed_texts(request: HttpRequest, model: type[models.Model]) -> list[tuple[str, str]]:
    """Return what a person wrote, by label where the field is one of the unit's own."""
    labels = {field.name: str(field.verbose_name) for field in model._meta.fields}
    return [
        (labels.get(name, ""), str(text))
        for name, text in request.POST.items()
        if name not in {"csrfmiddlewaretoken", "seen"} and any(map(str.isalpha, str(text)))
    ]
