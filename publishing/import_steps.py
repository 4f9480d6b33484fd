"""A file on its way into the portal: as it is understood now, and the forms that can change that."""

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.contrib import messages
from django.http import Http404

from agency.staff import StaffRequest
from publishing.import_files import names_for, table_of
from publishing.import_forms import TargetForm, UnderstandingForm
from publishing.import_plan import Choices
from publishing.import_table import CleanTable
from publishing.imports import Importer, Preview, preview
from publishing.models import ImportFile
from publishing.refusals import UploadRefused


@dataclass(frozen=True)
class Step:
    """A file as it is understood at this moment, and the forms that say so."""

    file: ImportFile
    table: CleanTable
    plan: Preview
    choices: Choices
    form: UnderstandingForm
    target: TargetForm


def step_of(
    request: StaffRequest, importer: Importer, file: ImportFile, *, is_new: bool = False
) -> Step:
    """Read the file as it is understood; `is_new` shows the forms anew after a change."""
    table = _table(request, importer, file)
    sent = request.POST if request.method == "POST" else None
    choices = _choices(request, importer, file)
    plan = preview(importer, table, choices)
    data = None if is_new else sent
    initial = {
        "sheet": table.sheet,
        "header_row": table.header_row or None,
        "only": file.only,
        "remove": choices.remove,
        "reason": choices.reason,
        "difference_explanation": choices.explanation,
    }
    form = UnderstandingForm(
        data,
        initial=initial,
        table=table,
        columns=importer.columns,
        unknown=plan.reading.unknown,
        agencies=tuple(plan.reading.agencies) if len(plan.reading.agencies) > 1 else (),
        may_take_all=plan.reading.may_take_all,
    )
    form_of_target = cast(type[TargetForm], importer.target_form)
    filled = form_of_target.filled(choices.target, choices.totals)
    return Step(file, table, plan, choices, form, form_of_target(data, initial=filled))


def _table(request: StaffRequest, importer: Importer, file: ImportFile) -> CleanTable:
    """Read the file; a choice under which it cannot be read at all is taken back."""
    try:
        return table_of(file, importer.columns)
    except UploadRefused as refused:
        if not (file.sheet or file.header_row or file.mapping):
            raise Http404 from refused
        messages.error(request, str(refused))
        file.sheet, file.header_row, file.mapping = "", None, None
        file.save()
        return table_of(file, importer.columns)


def _choices(request: StaffRequest, importer: Importer, file: ImportFile) -> Choices:
    remembered = names_for(importer.slug) if importer.remembers_names else {}
    return Choices(
        target=file.target,
        by=request.user,
        totals={name: Decimal(value) for name, value in file.totals.items()},
        names=remembered | file.names,
        only=file.only,
        file=file.original_name,
        remove=bool(request.POST.get("remove")),
        reason=request.POST.get("reason", ""),
        explanation=request.POST.get("difference_explanation", ""),
    )


def keep_understanding(file: ImportFile, step: Step) -> bool:
    """Keep how the file is to be read; tell whether that is different from before."""
    cleaned, table = step.form.cleaned_data, step.table
    is_elsewhere = (cleaned["sheet"] or table.sheet) != table.sheet or (
        cleaned["header_row"] not in (None, table.header_row or None)
    )
    before = (file.sheet, file.header_row, file.mapping, file.names, file.only, file.target)
    before_totals = file.totals
    if is_elsewhere:
        file.sheet, file.header_row, file.mapping = cleaned["sheet"], cleaned["header_row"], None
        if cleaned["sheet"] != table.sheet and cleaned["header_row"] == table.header_row:
            file.header_row = None
    elif step.form.mapping() != dict(table.mapping):
        file.mapping = step.form.mapping()
    file.names = {**file.names, **step.form.chosen_names()}
    file.only = cleaned["only"]
    file.target = step.target.target()
    file.totals = {name: str(value) for name, value in step.target.totals().items()}
    after = (file.sheet, file.header_row, file.mapping, file.names, file.only, file.target)
    is_same = before == after and _same_totals(before_totals, file.totals)
    if not is_same:
        file.save()
    return not is_same


def _same_totals(before: dict[str, str], after: dict[str, str]) -> bool:
    return {name: Decimal(value) for name, value in before.items()} == {
        name: Decimal(value) for name, value in after.items()
    }
