"""The chain of the annual report: scores, findings, measures, activities, results, editions."""

from measures.models.activity import Activity, ActivityPhoto, Evidence
from measures.models.assessment import (
    AssessmentYear,
    Finding,
    GradeLevel,
    Indicator,
    Question,
)
from measures.models.edition import ReportEdition
from measures.models.measure import Measure, MeasurePlan, Method, Schedule
from measures.models.result import Outcome, Result, Suggestion

__all__ = [
    "Activity",
    "ActivityPhoto",
    "AssessmentYear",
    "Evidence",
    "Finding",
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
]
