"""ITA assessment years: scores of the instruments, of indicators and of questions; findings."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import display
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from agency.staff import StaffRequest
from agency.staff_admin import StaffStackedInline, StaffTabularInline
from measures.actions import fill_framework
from measures.forms import AssessmentPartForm, AssessmentYearForm, IndicatorFormSet
from measures.models import AssessmentYear, Finding, GradeLevel, Indicator, Question
from publishing.admin import PublishableAdmin
from publishing.unit_view import change_url

MAX_INDICATORS, MAX_FINDINGS = 12, 12  # keep the page below DATA_UPLOAD_MAX_NUMBER_FIELDS


class IndicatorInline(StaffTabularInline):
    """Scores of the indicators; the scores of questions stand on the page of their indicator."""

    model = Indicator
    formset = IndicatorFormSet
    fields = ["number", "name", "instrument", "score"]
    show_change_link = True
    max_num = MAX_INDICATORS


class FindingInline(StaffStackedInline):
    model = Finding
    fields = ["kind", "text", "indicator", "question", "order"]
    max_num = MAX_FINDINGS
    hide_title = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_formset(
        self, request: HttpRequest, obj: AssessmentYear | None = None, **kwargs: Any
    ) -> Any:
        """Offer the indicators and questions of this year only."""
        formset = super().get_formset(request, obj, **kwargs)
        fields = formset.form.base_fields
        if "indicator" in fields:
            fields["indicator"].queryset = Indicator.objects.filter(assessment=obj)
            fields["question"].queryset = Question.objects.filter(indicator__assessment=obj)
        return formset


@admin.register(AssessmentYear)
class AssessmentYearAdmin(PublishableAdmin):
    """The ITA result of a year; a new year comes with the indicators and grades known for it."""

    form = AssessmentYearForm
    change_form_template = "admin/measures/assessmentyear_change_form.html"
    add_fieldsets = [(None, {"fields": ["fiscal_year"]})]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "fiscal_year",
                    "total_score",
                    "iit_score",
                    "eit_score",
                    "oit_score",
                    "source_url",
                ]
            },
        )
    ]
    inlines = [IndicatorInline, FindingInline]
    list_display = ["label", "total_score", "grade", "chip"]
    list_filter = ["state"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AssessmentYear]:
        return super().get_queryset(request).prefetch_related("levels")

    def get_inlines(self, request: HttpRequest, obj: AssessmentYear | None) -> Any:
        return self.inlines if obj else []

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return obj is not None and super().can_submit(request, obj)

    @display(description=_("fiscal year"), ordering="fiscal_year")
    def label(self, assessment: AssessmentYear) -> str:
        return str(assessment)

    @display(description=_("grade"))
    def grade(self, assessment: AssessmentYear) -> str:
        return assessment.grade or "–"

    def save_model(
        self,
        request: StaffRequest,
        obj: AssessmentYear,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        if change:
            return
        if fill_framework(obj):
            messages.info(request, _("The indicators and grades of this year were filled in."))
        else:
            messages.warning(
                request,
                _("The framework of this year is not known: enter its indicators and grades."),
            )

    def response_add(
        self, request: StaffRequest, obj: AssessmentYear, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go on to the scores."""
        return HttpResponseRedirect(change_url(obj))

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        assessment = kwargs.get("obj")
        if assessment is not None:
            context |= {
                "levels": assessment.levels.all(),
                "indicators": assessment.indicators.annotate(question_count=Count("questions")),
            }
        return super().render_change_form(request, context, *args, **kwargs)


class AssessmentPartAdmin(PublishableAdmin):
    """A part of an assessment on a page of its own; locked and corrected with the assessment."""

    form = AssessmentPartForm

    def unit_of(self, obj: Any) -> AssessmentYear:
        return obj.assessment

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: StaffRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        super(PublishableAdmin, self).save_model(request, obj, form, change)
        obj.assessment.edited_by = request.user
        obj.assessment.save()

    def can_submit(self, request: StaffRequest, obj: Any) -> bool:
        return False


class QuestionInline(StaffStackedInline):
    model = Question
    fields = ["code", "text", "score"]
    max_num = 30
    hide_title = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Indicator)
class IndicatorAdmin(AssessmentPartAdmin):
    """An indicator with the questions that it is made of."""

    fieldsets = [(None, {"fields": ["name", "instrument", "score"]})]
    inlines = [QuestionInline]
    list_display = ["__str__", "assessment", "score"]
    list_filter = ["assessment"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(GradeLevel)
class GradeLevelAdmin(AssessmentPartAdmin):
    """One step of the grade scale of a year."""

    fieldsets = [(None, {"fields": ["assessment", "name", "minimum_total", "minimum_each"]})]
    list_display = ["name", "assessment", "minimum_total", "minimum_each"]
    list_filter = ["assessment"]
