"""Questions and challenges at the desk: the inbox, taking in on behalf of somebody, answering."""

import time
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from budget.flags import Flag
from complaints.masking import personal_data
from complaints.models import Question, Source
from complaints.question_actions import office_numbers, register
from complaints.questions.forms import PrivateTextField, QuestionForm
from complaints.questions.slips import code_for, keep_ticket
from publishing.admin import PublishableAdmin
from publishing.unit_view import change_url
from publishing.workflow import ActionRefused
from thai.dates import long_date

PRIVATE = ("asked", "asker_name", "asker_contact")
ASKERS_OWN = [*PRIVATE, "is_public_wish"]  # nobody changes what somebody wrote himself
SHOWN = ["came_by", "received"]
PERSON = (
    _("Who asks (never published)"),
    {"fields": [("asker_name", "asker_contact"), "is_public_wish"]},
)
ROWS = {"asked": 6, "public_text": 6, "answer": 8}


class StandingFilter(admin.SimpleListFilter):
    """Questions by what the desk still has to do about them."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("open", _("Still open")),
            ("overdue", _("Overdue")),
            ("answered", _("Answered")),
            ("set_aside", _("Set aside")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = Question.objects.all()
        chosen: dict[str | None, QuerySet[Any]] = {
            "open": rows.open(),
            "overdue": rows.open().filter(due_on__lt=timezone.localdate()),
            "answered": rows.filter(published_at__isnull=False),
            "set_aside": rows.filter(set_aside_on__isnull=False),
        }
        found = chosen.get(self.value())
        return queryset if found is None else queryset & found


@admin.register(Question)
class QuestionAdmin(PublishableAdmin):
    """One question with its answer. What was asked on the website stays as it was written."""

    form = QuestionForm
    change_form_template = "admin/complaints/question_change_form.html"
    # Answered once it is taken in: the receipt comes first.
    add_fieldsets = [
        (None, {"fields": [("kind", "source"), "received_on", "subject_path", "asked"]}),
        PERSON,
    ]
    fieldsets = [
        (_("Answer"), {"fields": ["public_text", "answer"]}),
        (_("What was asked"), {"fields": ["kind", tuple(SHOWN), "subject_path", "asked"]}),
        PERSON,
    ]
    list_display = ["shown_number", "kind", "subject", "received", "due", "chip"]
    list_display_links = ["shown_number"]
    list_filter = [StandingFilter, "kind", "state", "source", "is_public_wish", "fiscal_year"]
    list_per_page = 50
    search_fields = ["subject_title", "asked", "public_text", "answer"]

    @display(description=_("register number"), ordering="number")
    def shown_number(self, question: Question) -> str:
        return question.label

    @display(description=_("subject"), ordering="subject_title")
    def subject(self, question: Question) -> str:
        return question.subject_title or str(_("General question"))

    @display(description=_("received on"), ordering="received_on")
    def received(self, question: Question) -> str:
        return long_date(question.received_on)

    @display(description=_("answer due on"), ordering="due_on")
    def due(self, question: Question) -> str | SafeString:
        day = long_date(question.due_on)
        if not question.is_open or question.due_on >= timezone.localdate():
            return day
        return format_html('{} <strong class="desk-bad">{}</strong>', day, _("Overdue"))

    @display(description=_("came by"))
    def came_by(self, question: Question) -> str:
        return question.get_source_display()

    def get_readonly_fields(self, request: HttpRequest, obj: Question | None = None) -> Any:
        if obj is None:
            return []
        is_own = obj.source == Source.WEB or not obj.is_editable
        return [*SHOWN, *ASKERS_OWN] if is_own else SHOWN

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in ROWS:
            rows = ROWS[db_field.name]
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": rows})
        if db_field.name in PRIVATE:
            kwargs["form_class"] = PrivateTextField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        today = timezone.localdate()
        return {"received_on": today} | super().get_changeform_initial_data(request)

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return obj is not None and super().can_submit(request, obj)

    def has_delete_permission(self, request: StaffRequest, obj: Any = None) -> bool:
        """What somebody asked is answered or set aside, never deleted: its number is given."""
        return False

    def flags_of(self, unit: Question) -> list[Flag]:
        """What looks like personal data in the texts that would be published."""
        if not unit.is_public_wish:
            return []
        allowed = office_numbers()
        found = [
            (name, tuple(personal_data(getattr(unit, name), allowed)))
            for name in ("public_text", "answer")
        ]
        return [
            Flag(f"“{unit.label_of(name)}” อาจมีข้อมูลส่วนบุคคล", rows) for name, rows in found if rows
        ]

    def save_model(self, request: StaffRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if change:
            super().save_model(request, obj, form, change)
            return
        obj.author = obj.edited_by = request.user
        question, _code = register(obj, ticket=form.cleaned_data["form_ticket"])
        if question is not obj:
            raise ActionRefused(_("This form is registered already as %s.") % question.label)
        keep_ticket(request.session, obj, form.cleaned_data["form_ticket"], time.time())

    def response_add(
        self, request: StaffRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Lead to the page of the question, which offers the receipt."""
        messages.success(request, _("Taken in as number %s.") % obj.label)
        return redirect(change_url(obj))

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"today": timezone.localdate()}
        if (question := kwargs.get("obj")) is not None:
            context |= _doors(request, question)
        return super().render_change_form(request, context, *args, **kwargs)


def _doors(request: StaffRequest, question: Question) -> dict[str, str]:
    """Where the page leads: the receipt, while it can be printed, and setting the question aside."""
    may_set_aside = question.is_open and question.is_editable
    may_set_aside = may_set_aside and request.user.has_perm("complaints.approve_question")
    has_code = code_for(request.session, question, time.time()) is not None
    slip, aside = (
        reverse(f"complaints_staff:{name}", args=[question.pk])
        for name in ("question_slip", "question_set_aside")
    )
    return {
        "receipt_url": slip if has_code else "",
        "set_aside_url": aside if may_set_aside else "",
    }
