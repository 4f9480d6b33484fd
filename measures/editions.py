"""Making the annual report: drafts at any time, and editions that never change once issued."""

import datetime as dt
import hashlib

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agency.models import Agency, User
from measures.models import MeasurePlan, ReportEdition
from measures.readiness import gaps
from measures.report import report_content
from measures.report_content import ReportContent
from measures.report_docx import report_docx
from measures.report_imprint import Imprint
from measures.report_pdf import report_pdf
from publishing.actions import tell_public
from publishing.pdf import PdfError
from publishing.pdf_files import count_pages
from publishing.storage import keep
from publishing.workflow import ActionRefused


def content_on(plan: MeasurePlan, day: dt.date, *, drafts: bool = False) -> ReportContent:
    """Return the report of `plan` as it stands; `drafts` adds what is not published yet."""
    agency = Agency.objects.get()
    return report_content(plan, agency, site=settings.SITE_URL, day=day, drafts=drafts)


def draft_pdf(plan: MeasurePlan) -> bytes:
    """Print everything that was entered so far, with a watermark; raises `PdfError`."""
    moment = timezone.localtime()
    return report_pdf(content_on(plan, moment.date(), drafts=True), Imprint(None, moment))


def draft_docx(plan: MeasurePlan) -> bytes:
    """Write everything that was entered so far as a document whose wording can be edited."""
    moment = timezone.localtime()
    return report_docx(content_on(plan, moment.date(), drafts=True), Imprint(None, moment))


def issue_edition(plan: MeasurePlan, *, by: User, at: dt.datetime) -> ReportEdition:
    """Freeze, number, print and publish the report of a year (ออกฉบับ).

    Raises `ActionRefused` where somebody may not issue it, where something is missing, where
    nothing has changed since the newest edition, or where the PDF cannot be made. The report is
    printed before the database is locked, so that nobody waits for it (call it outside any
    transaction); if anything changed meanwhile, nothing is issued.
    """
    _check_may_issue(plan, by)
    moment = timezone.localtime(at)
    content = content_on(plan, moment.date())
    number = _next_number(plan, content)
    imprint = Imprint(number, moment)
    try:
        pdf = report_pdf(content, imprint)
    except PdfError as error:
        raise ActionRefused(str(error)) from error
    pages, docx = count_pages(pdf), report_docx(content, imprint)
    with transaction.atomic():
        plan = MeasurePlan.objects.select_for_update().get(pk=plan.pk)
        check_unchanged(plan, content, number)
        edition = ReportEdition.objects.create(
            plan=plan,
            number=number,
            issued_at=at,
            issued_by=by,
            content=content.model_dump(mode="json"),
            pdf=_keep(plan, number, pdf, ".pdf"),
            docx=_keep(plan, number, docx, ".docx"),
            sha256=hashlib.sha256(pdf).hexdigest(),
            size=len(pdf),
            pages=pages,
        )
        tell_public(edition)
        return edition


def _check_may_issue(plan: MeasurePlan, by: User) -> None:
    if not by.has_perm("measures.add_reportedition"):
        raise ActionRefused(_("Only the executive may issue an edition of the report."))
    if missing := gaps(plan):
        raise ActionRefused(
            _("The report is not complete yet (%(count)s): %(first)s")
            % {"count": len(missing), "first": missing[0].message}
        )


def _next_number(plan: MeasurePlan, content: ReportContent) -> int:
    newest = ReportEdition.objects.newest_of(plan.fiscal_year)
    if newest is None:
        return 1
    if content.says_the_same_as(ReportContent.model_validate(newest.content)):
        raise ActionRefused(
            _("Nothing has changed since edition %(number)s: it stays in force.")
            % {"number": newest.number}
        )
    return newest.number + 1


def check_unchanged(plan: MeasurePlan, content: ReportContent, number: int) -> None:
    """Refuse to issue what was printed when the year says something else by now."""
    same_number = _next_number(plan, content) == number
    if not same_number or content_on(plan, content.as_of) != content:
        raise ActionRefused(_("Something was published while the report was printed. Try again."))


def _keep(plan: MeasurePlan, number: int, data: bytes, suffix: str) -> str:
    digest = hashlib.sha256(data).hexdigest()[:16]
    return keep(f"editions/{plan.fiscal_year}/{number}-{digest}{suffix}", data)
