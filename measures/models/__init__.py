"""The chain of the annual report: scores, findings, measures, activities, results, editions;
surveys of ITA and the No Gift Policy."""

from measures.models.activity import Activity, ActivityPhoto, Evidence
from measures.models.assessment import (
    AssessmentYear,
    Finding,
    GradeLevel,
    Indicator,
    Question,
)
from measures.models.declaration import (
    GiftAcknowledgement,
    GiftDeclaration,
    GiftDeclarationPhoto,
)
from measures.models.edition import ReportEdition
from measures.models.gift import Gift, GiftNil
from measures.models.measure import Measure, MeasurePlan, Method, Schedule
from measures.models.result import Outcome, Result, Suggestion
from measures.models.survey import Survey, SurveyExplanation, SurveyTally

__all__ = [
    "Activity",
    "ActivityPhoto",
    "AssessmentYear",
    "Evidence",
    "Finding",
    "Gift",
    "GiftAcknowledgement",
    "GiftDeclaration",
    "GiftDeclarationPhoto",
    "GiftNil",
    "GradeLevel",
    "Indicator",
    "Measure",
    "MeasurePlan",
    "Method",
    "Outcome",
    "Question",
    "ReportEdition",
    "Result",
    "Schedule",
    "Suggestion",
    "Survey",
    "SurveyExplanation",
    "SurveyTally",
]
