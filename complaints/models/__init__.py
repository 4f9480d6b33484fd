"""The tables of the complaints app."""

from complaints.models.audit import AuditAction, AuditEntry
from complaints.models.case import (
    Case,
    Message,
    Outcome,
    Register,
    SealedFile,
    Series,
    Status,
    Withdrawal,
    Wrap,
)
from complaints.models.channel import Channel, ChannelKind, HandlingStep, Stage, TimeLimit
from complaints.models.key import OfficerKey, RecoveryKey
from complaints.models.question import Question, QuestionKind, Source
from complaints.models.statement import Statement

__all__ = [
    "AuditAction",
    "AuditEntry",
    "Case",
    "Channel",
    "ChannelKind",
    "HandlingStep",
    "Message",
    "OfficerKey",
    "Outcome",
    "Question",
    "QuestionKind",
    "RecoveryKey",
    "Register",
    "SealedFile",
    "Series",
    "Source",
    "Stage",
    "Statement",
    "Status",
    "TimeLimit",
    "Withdrawal",
    "Wrap",
]
