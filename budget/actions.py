"""Changes of the budget that touch several rows at once: each is all or nothing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agency.models import User
from budget.models import (
    BudgetDocument,
    BudgetYear,
    LineProgress,
    LineProposal,
    ProgressReport,
    Spending,
    SpendingMonth,
    Supplement,
)
from budget.models.year import Ordinance
from publishing.actions import record_correction, submit
from publishing.file_names import stored_name
from publishing.form_fields import CheckedDocument
from publishing.models import Facts, Publishable
from publishing.permissions import has_right
from publishing.storage import keep
from publishing.workflow import Action, ActionRefused, check_reason


def touch(unit: Publishable, *, by: User) -> None:
    """Note who changed a part of a unit: whoever has the unit open is told."""
    unit.edited_by = by
    unit.save()


def settle_correction(unit: Publishable, *, by: User, reason: str, before: Facts) -> None:
    """Put the correction of a part of a published unit on the record of the unit.

    Raises `ActionRefused` where the unit no longer meets its rules: nothing may be saved then.
    """
    fresh = type(unit)._default_manager.get(pk=unit.pk)
    record_correction(fresh, by=by, reason=reason, before=before)
    if problems := fresh.problems():
        raise ActionRefused(" ".join(problems))


@transaction.atomic
def propose_line(
    ordinance: Ordinance, typed: Mapping[str, str], *, by: User, again: LineProposal | None = None
) -> LineProposal:
    """Ask an approver to add a line to a published ordinance; `again` is what was refused before."""
    if not ordinance.is_published:
        raise ActionRefused(_("Lines are proposed for an ordinance that is published."))
    proposal = again or LineProposal()
    if isinstance(ordinance, Supplement):
        proposal.year, proposal.supplement = ordinance.year, ordinance
    elif isinstance(ordinance, BudgetYear):
        proposal.year, proposal.supplement = ordinance, None
    proposal.title, proposal.typed = typed.get("title", "")[:500], dict(typed)
    proposal.by, proposal.state, proposal.answer = by, LineProposal.State.WAITING, ""
    proposal.save()
    return proposal


@transaction.atomic
def decide_proposal(proposal: LineProposal, *, by: User, refusal: str | None = None) -> None:
    """Note that a proposed line was added, or with `refusal` why it was not."""
    row = LineProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != LineProposal.State.WAITING or not has_right(by, row.ordinance, "approve"):
        raise ActionRefused(_("This proposal has been decided already."))
    if refusal is not None:
        check_reason(Action.SEND_BACK, refusal)
    row.state = LineProposal.State.TAKEN if refusal is None else LineProposal.State.REFUSED
    row.answer, row.decided_by = refusal or "", by
    row.save()


@transaction.atomic
def set_spendings(month: SpendingMonth, amounts: Mapping[int, Decimal | None]) -> int:
    """Make the month hold these amounts, by primary key of the line; return how many changed.

    None and zero mean that nothing was spent on the line; lines not named keep what they have.
    """
    rows = {row.line_id: row for row in month.spendings.filter(line__in=amounts)}
    changed = 0
    for line, amount in amounts.items():
        row = rows.get(line)
        if row and not amount:
            row.delete()
        elif amount and (row is None or row.amount != amount):
            row = row or Spending(month=month, line_id=line)
            row.amount = amount
            row.save()
        else:
            continue
        changed += 1
    return changed


@transaction.atomic
def declare_nothing_spent(month: SpendingMonth, *, by: User) -> None:
    """Say that nothing was spent in a month (ไม่มีการเบิกจ่าย) and hand it in.

    Raises `ActionRefused` where spendings are there, or the month cannot be handed in.
    """
    if month.spendings.exists() or month.paper_month:
        raise ActionRefused(_("This month has spendings: take them out first, or hand them in."))
    month.paper_month = Decimal(0)
    month.edited_by = by
    month.save()
    submit(month, by=by)


@transaction.atomic
def set_progress(report: ProgressReport, rows: Mapping[int, Mapping[str, Any]]) -> int:
    """Make the report say this of each line, by primary key; return how many rows changed.

    A row without a status and without words says nothing and is not kept.
    """
    there = {row.line_id: row for row in report.lines.filter(line__in=rows)}
    changed = 0
    for line, fields in rows.items():
        row = there.get(line)
        if not any(fields.values()):
            if row is None:
                continue
            row.delete()
        else:
            row = row or LineProgress(report=report, line_id=line)
            if row.pk and all(getattr(row, name) == value for name, value in fields.items()):
                continue
            for name, value in fields.items():
                setattr(row, name, value)
            row.save()
        changed += 1
    return changed


def add_document(
    year: BudgetYear, document: CheckedDocument, *, title: str, kind: str
) -> BudgetDocument:
    """Store a checked document and show it among the papers of a year."""
    facts, upload = document
    name = stored_name("documents", facts.sha256, facts.extension)
    return year.documents.create(
        kind=kind,
        title=title or facts.original_name,
        document=keep(name, upload.read()),
        document_kind=facts.kind,
        document_size=facts.size,
        order=year.documents.count(),
    )
