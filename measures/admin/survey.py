"""Surveys of ITA and the explanations of their questions; counts are entered on `measures.tally_desk`."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import display
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

from measures.integrity_forms import ExplanationForm
from measures.models import Survey, SurveyExplanation
from publishing.admin import PublishableAdmin
from thai.fiscal import FiscalYear

SHOWN = 90  # characters of a question in a list


@admin.register(Survey)
class SurveyAdmin(PublishableAdmin):
    """The official address, the window and the target of IIT or EIT of a year."""

    fieldsets = [
        (None, {"fields": [("fiscal_year", "instrument"), "url", ("opens_on", "closes_on")]}),
        (_("How many answers are needed"), {"fields": ["population", "size", "given_target"]}),
    ]
    change_form_template = "admin/measures/survey_change_form.html"
    list_display = ["label", "window", "needed", "chip"]
    list_filter = ["state", "fiscal_year"]

    @display(description=_("survey"), ordering="fiscal_year")
    def label(self, survey: Survey) -> str:
        return str(survey)

    @display(description=_("open for answers"), ordering="opens_on")
    def window(self, survey: Survey) -> str:
        return survey.window

    @display(description=_("answers needed"))
    def needed(self, survey: Survey) -> str:
        return f"{survey.target.answers:,}" if survey.target.answers else "–"

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        year = FiscalYear.of(timezone.localdate()).year
        return {"fiscal_year": year} | super().get_changeform_initial_data(request)


@admin.register(SurveyExplanation)
class SurveyExplanationAdmin(PublishableAdmin):
    """A question in plain words; the questions themselves stand on the pages of their indicators."""

    form = ExplanationForm
    fieldsets = [(None, {"fields": ["question", "text", "path", "path_label"]})]
    list_display = ["label", "year", "chip"]
    list_filter = ["state", "question__indicator__assessment__fiscal_year"]
    list_select_related = ["question__indicator__assessment"]
    search_fields = ["text", "question__text"]

    @display(description=_("question"), ordering="question__code")
    def label(self, explanation: SurveyExplanation) -> str:
        code = explanation.question.code
        return Truncator(f"{code} {explanation.question}".strip()).chars(SHOWN)

    @display(description=_("fiscal year"), ordering="question__indicator__assessment__fiscal_year")
    def year(self, explanation: SurveyExplanation) -> str:
        return str(explanation.question.indicator.assessment.fiscal_year)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = UnfoldAdminTextareaWidget(attrs={"rows": 4})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
