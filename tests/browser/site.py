"""Every kind of public page: the demonstration, with a second year, corrections and withdrawals."""

from django.template.loader import render_to_string
from django.utils import timezone

from agency.models import User
from budget.models import TransferItem
from measures.actions import carry_over
from measures.models import Measure, MeasurePlan
from procurement.models import Purchase
from procurement.status import Status
from publishing.actions import approve, record_correction, submit, withdraw
from publishing.models import PublicationStep

ERROR_TEMPLATES = ["400.html", "403.html", "403_csrf.html", "413.html", "429.html", "500.html"]
ERRORS = "/errors/"  # served by the test: no visitor can provoke all of them


# Every public page that a visitor can open, error pages apart.
PAGES = {
    "home": "/",
    "about": "/about/",
    "posters": "/posters/",
    "poster": "/posters/channels/now/",
    "missing poster": "/posters/hundred-baht/2571/",
    "help": "/help/",
    "accessibility statement": "/accessibility/",
    "privacy": "/privacy/",
    "website policy": "/website-policy/",
    "map of the site": "/sitemap/",
    "budget": "/budget/2566/",
    "budget of half a year": "/budget/2567/",
    "budget by month": "/budget/2566/months/",
    "budget by class": "/budget/2566/classes/",
    "budget by village": "/budget/2566/villages/",
    "revenue": "/budget/2566/revenue/",
    "budget beside the year before": "/budget/2566/compare/",
    "budget with nothing before": "/budget/2565/compare/",
    "money outside the ordinance": "/budget/2566/outside/",
    "plan": "/budget/2566/plans/00310/",
    "budget line": "/budget/2566/lines/{line}/",
    "transfers": "/budget/2566/transfers/",
    "budget reports": "/budget/2566/reports/",
    "report of a quarter": "/budget/2566/reports/q2/",
    "report of half a year": "/budget/2566/reports/h1/",
    "report of a period not published": "/budget/2567/reports/q3/",
    "data of the budget": "/budget/2566/data/",
    "missing period": "/budget/2566/reports/q5/",
    "missing budget": "/budget/2571/",
    "newest year": "/measures/",
    "year": "/measures/2566/",
    "measure 1": "/measures/2566/1/",
    "measure 2": "/measures/2566/2/",
    "measure 3": "/measures/2566/3/",
    "measure without progress": "/measures/2567/1/",
    "report": "/measures/2566/report/",
    "report without edition": "/measures/2567/report/",
    "editions": "/measures/2566/editions/",
    "assessment": "/measures/assessments/2566/",
    "surveys that are closed": "/measures/2566/surveys/",
    "survey that is open": "/measures/surveys/",
    "missing surveys": "/measures/2571/surveys/",
    "gifts": "/measures/2566/gifts/",
    "form of gifts": "/measures/2566/gifts/receipts/h1/",
    "summary of gifts": "/measures/2566/gifts/policy/year/",
    "missing gifts": "/measures/2571/gifts/",
    "purchases": "/procurement/",
    "purchases filtered": "/procurement/?year=2566&method=16&status=ended",
    "purchases found by a word": "/procurement/?q=ถนน",
    "purchases not found": "/procurement/?q=ดาวเทียม&year=2565",
    "purchase open for offers": "{open}",
    "purchase being considered": "{considering}",
    "purchase in the plan": "{planned}",
    "purchase within the contract": "{running}",
    "purchase awarded twice": "/procurement/2566/25/",
    "purchase with a longer contract": "/procurement/2566/23/",
    "purchase that was cancelled": "/procurement/2566/19/",
    "withdrawn purchase": "/procurement/2567/26/",
    "missing purchase": "/procurement/2566/999/",
    "forms of procurement": "/procurement/2566/forms/",
    "contracts of a month": "/procurement/2566/monthly/2566-03/",
    "month without contracts": "/procurement/2566/monthly/2566-04/",
    "month not confirmed": "/procurement/2566/monthly/2566-07/",
    "winners of a quarter": "/procurement/2566/quarterly/q1/",
    "ITA form": "/procurement/2566/ita/",
    "procurement plan": "/procurement/2567/plan/",
    "procurement summary": "/procurement/2566/summary/",
    "progress of contracts": "/procurement/2566/progress/",
    "missing form": "/procurement/2566/monthly/2567-01/",
    "channels": "/complaints/",
    "handling manual": "/complaints/manual/",
    "protection of reporters": "/complaints/protection/",
    "form of corruption": "/complaints/corruption/",
    "following a case up": "/complaints/track/",
    "form of a question": "/complaints/ask/",
    "questions of a year": "/complaints/questions/2566/",
    "a question": "/complaints/questions/2566/1/",
    "missing question": "/complaints/questions/2566/999/",
    "statistics of complaints": "/complaints/statistics/2566/",
    "search": "/search/",
    "found": "/search/?q=ถนน",
    "found with filters": "/search/?q=ถนน&kind=purchase&year=2566",
    "nothing found": "/search/?q=ก่อสร้างถนย",
    "changes": "/changes/",
    "a correction": "/changes/{correct}/",
    "a withdrawal": "/changes/{withdraw}/",
    "missing year": "/measures/2571/",
    "withdrawn measure": "/measures/2567/2/",
    "sign-in": "/accounts/login/",
    "404.html": "/no-such-page/",
}


def arrange_changes():
    """Let a second year begin, a measure of it be withdrawn, and old rows be put right."""
    clerk, approver = User.objects.get(username="clerk"), User.objects.get(username="approver")
    old = MeasurePlan.objects.get()
    new = carry_over(old, by=clerk)
    for measure in new.measures.order_by("order")[:2]:
        submit(measure, by=clerk)
        approve(measure, by=approver)
    withdraw(new.measures.get(order=2), by=approver, reason="รวมเข้ากับมาตรการที่ 1")
    _correct(old.measures.get(order=3), by=approver)
    activity = old.measures.get(order=2).activities.first()
    withdraw(activity, by=approver, reason="ลงวันที่ผิด จะลงใหม่เมื่อตรวจสอบแล้ว")


def _correct(measure: Measure, *, by):
    before = measure.public_facts()
    measure.activities_summary = f"{measure.activities_summary} ตามเอกสารแนบ".strip()
    measure.save()
    record_correction(measure, by=by, reason="เพิ่มที่มาของข้อมูล", before=before)


def path_of(name):
    """Return the address of a page of `PAGES`, or of the error page of that name."""
    newest = PublicationStep.objects.order_by("pk").values_list("action", "pk")
    moved = TransferItem.objects.filter(line__year__fiscal_year=2566).values_list("line", flat=True)
    return PAGES.get(name, ERRORS + name).format(line=moved.first(), **dict(newest), **_purchases())


def _purchases():
    """Return the address of the newest purchase in each status, by the status."""
    today = timezone.localdate()
    rows = {status: Purchase.objects.published().with_status(status, today) for status in Status}
    return {status: row.first().get_absolute_url() for status, row in rows.items()}


def serve_errors(page):
    """Let the window find each error page under `ERRORS`, rendered as the server renders it."""
    page.route(f"**{ERRORS}*", _answer)


def error_page(template):
    return render_to_string(template, {"demo": True})


def _answer(route):
    html = error_page(route.request.url.rsplit("/", 1)[1])
    policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
    headers = {"Content-Security-Policy": policy}
    route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=headers)
