"""Importing a file in three steps: bring it, look at what it would change, import it."""

import logging
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agency.staff import StaffRequest, staff_page
from publishing.import_files import keep_import, read_remembered, sweep_imports
from publishing.import_forms import ImportFileForm, TargetForm
from publishing.import_samples import CONTENT_TYPES, sample
from publishing.import_steps import Step, keep_understanding, step_of
from publishing.imports import AlreadyImported, Importer, ImportRefused, apply, check
from publishing.models import ImportFile
from publishing.refusals import UploadRefused

logger = logging.getLogger(__name__)

SHOWN = 20  # rows of each kind on the preview page
PROGRESS = "<!-- progress -->"  # in import_running.html: where the streamed part stands


def import_urls(importer: Importer) -> list[URLPattern]:
    """Return the addresses of an importer, for the `staff_urls` of its app."""
    slug = importer.slug
    routes = [
        ("", upload, "import"),
        ("sample.<str:kind>", download_sample, "sample"),
        ("<int:pk>/", look, "preview"),
        ("<int:pk>/import/", run, "apply"),
    ]
    return [
        path(f"{slug}/{route}", _staff(view, importer), name=f"{slug}_{name}")
        for route, view, name in routes
    ]


def _staff(view: Any, importer: Importer) -> Any:
    return admin.site.admin_view(partial(view, importer=importer))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: StaffRequest, importer: Importer) -> HttpResponse:
    """First step: the file, what it belongs to, the totals of the signed paper."""
    _check_permission(request, importer)
    is_sent = request.method == "POST"
    target = importer.target_form(request.POST if is_sent else None, initial=request.GET.dict())
    form = ImportFileForm(request.POST or None, request.FILES or None)
    if is_sent and all([target.is_valid(), form.is_valid()]):
        file = _taken(request, importer, cast(TargetForm, target), form)
        if file is not None:
            return redirect(_url(importer, "preview", file))
    return staff_page(
        request,
        "admin/publishing/import_upload.html",
        title=_("Import: %(table)s") % {"table": importer.title},
        status=422 if is_sent else 200,
        importer=importer,
        form=form,
        target=target,
        downloads=importer.downloads(),
        samples=[(kind, _url(importer, "sample", kind)) for kind in CONTENT_TYPES],
        files=ImportFile.objects.of(importer.slug).applied().select_related("uploaded_by")[:5],
    )


@require_safe
def download_sample(request: StaffRequest, kind: str, importer: Importer) -> HttpResponse:
    """A file that shows which columns are understood."""
    _check_permission(request, importer)
    if kind not in CONTENT_TYPES:
        raise Http404
    response = HttpResponse(sample(importer, kind), content_type=CONTENT_TYPES[kind])
    name = f"sample-{importer.slug}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: StaffRequest, pk: int, importer: Importer) -> HttpResponse:
    """Second step: what the file would change, and how it is to be read."""
    file = _file(request, pk, importer)
    if file.is_applied:
        return _finished_page(request, importer, file)
    step = step_of(request, importer, file)
    if request.method == "POST" and step.form.is_valid() and step.target.is_valid():
        keep_understanding(file, step)
        step = step_of(request, importer, file, is_new=True)
    return _preview_page(request, importer, step)


@require_POST
def run(request: StaffRequest, pk: int, importer: Importer) -> HttpResponseBase:
    """Third step: import it, showing how far it is; nothing is saved unless all of it is."""
    file = _file(request, pk, importer)
    if file.is_applied:
        messages.info(request, _("This file was imported already; nothing was done twice."))
        return redirect(_url(importer, "preview", file))
    step = step_of(request, importer, file)
    if not step.form.is_valid() or not step.target.is_valid():
        return _preview_page(request, importer, step, status=422)
    if keep_understanding(file, step):
        messages.warning(
            request, _("You changed how the file is read. Look once more, then press again.")
        )
        return _preview_page(request, importer, step_of(request, importer, file, is_new=True))
    try:
        check(step.plan, step.choices)
    except ImportRefused as refused:
        messages.error(request, str(refused))
        return _preview_page(request, importer, step, status=422)
    return _streamed(request, importer, step)


def _taken(
    request: StaffRequest, importer: Importer, target: TargetForm, form: ImportFileForm
) -> ImportFile | None:
    """Keep a file that can be read at all; a sentence in the form where it cannot."""
    sent = form.cleaned_data["file"]
    content, name = cast(BinaryIO, sent), sent.name or ""
    try:
        read_remembered(content, name=name, importer=importer.slug, columns=importer.columns)
    except UploadRefused as refused:
        form.add_error("file", str(refused))
        return None
    sweep_imports(timezone.now())
    file = keep_import(
        content, name=name, importer=importer.slug, by=request.user, target=target.target()
    )
    file.totals = {key: str(value) for key, value in target.totals().items()}
    file.save()
    return file


def _preview_page(
    request: StaffRequest, importer: Importer, step: Step, *, status: int = 200
) -> HttpResponse:
    plan = step.plan
    # Only for the label: looking once more must not ask for it.
    step.form.fields["reason"].required = bool(plan.corrections)
    return staff_page(
        request,
        "admin/publishing/import_preview.html",
        title=_("Look before importing"),
        status=status,
        importer=importer,
        file=step.file,
        target_label=importer.describe(step.choices.target),
        table=step.table,
        plan=plan,
        form=step.form,
        target=step.target,
        new=plan.comparison.new[:SHOWN],
        changed=plan.comparison.changed[:SHOWN],
        refusals=plan.refusals[:SHOWN],
        missing=plan.reading.missing[: SHOWN // 2],
        wrong_totals=[
            (row, [(importer.label_of(name), value) for name, value in row.differences.items()])
            for row in plan.wrong_totals[:SHOWN]
        ],
        needs_reason=bool(plan.corrections),
        rows=len(step.table.rows),
        upload_url=_url(importer, "import"),
        preview_url=_url(importer, "preview", step.file),
        apply_url=_url(importer, "apply", step.file),
    )


def _finished_page(request: StaffRequest, importer: Importer, file: ImportFile) -> HttpResponse:
    return staff_page(
        request,
        "admin/publishing/import_finished.html",
        title=_("Imported"),
        **_result_context(importer, file),
    )


def _result_context(importer: Importer, file: ImportFile) -> dict[str, Any]:
    return {
        "importer": importer,
        "file": file,
        "target_label": importer.describe(file.target),
        "result_url": importer.result_url(file.target),
        "upload_url": _url(importer, "import"),
    }


def _streamed(request: StaffRequest, importer: Importer, step: Step) -> StreamingHttpResponse:
    """Answer with a page that grows while rows are written; a closed tab saves nothing."""
    page = staff_page(
        request,
        "admin/publishing/import_running.html",
        title=_("Import"),  # still there when the import has finished
        file=step.file,
        target_label=importer.describe(step.choices.target),
    )
    head, _mark, tail = page.render().content.decode().partition(PROGRESS)
    response = StreamingHttpResponse(_progress(importer, step, head, tail))
    response.headers["X-Accel-Buffering"] = "no"  # nginx would keep the page until it is whole
    return response


def _progress(importer: Importer, step: Step, head: str, tail: str) -> Iterator[str]:
    yield head
    total = len(step.plan.reading.records)
    try:
        for done in apply(importer, step.file, step.table, step.choices):
            facts = {"done": done, "total": total}
            yield render_to_string("admin/publishing/import_progress.html", facts)
    except ImportRefused as refused:
        yield _failure(importer, step, str(refused), is_double=isinstance(refused, AlreadyImported))
    except Exception:
        logger.exception("import of %s failed", step.file.pk)
        yield _failure(importer, step, _("Something went wrong in the portal."), is_double=False)
    else:
        context = _result_context(importer, step.file)
        context |= {"is_correction": bool(step.plan.corrections), "untaken": step.plan.untaken}
        yield render_to_string("admin/publishing/import_result.html", context)
    yield tail


def _failure(importer: Importer, step: Step, sentence: str, *, is_double: bool) -> str:
    url = _url(importer, "preview", step.file)
    context = {"sentence": sentence, "preview_url": url, "is_double": is_double}
    return render_to_string("admin/publishing/import_failure.html", context)


def _file(request: StaffRequest, pk: int, importer: Importer) -> ImportFile:
    """Return a file of this person; that of another is not there."""
    _check_permission(request, importer)
    files = ImportFile.objects.of(importer.slug).filter(uploaded_by=request.user)
    return get_object_or_404(files, pk=pk)


def _check_permission(request: StaffRequest, importer: Importer) -> None:
    if not request.user.has_perms(importer.permissions):
        raise PermissionDenied


def _url(importer: Importer, name: str, *what: Any) -> str:
    arguments = [getattr(each, "pk", each) for each in what]
    return reverse(f"{importer.namespace}:{importer.slug}_{name}", args=arguments)
