"""The pages of staff on a phone, ours and those that unfold draws: the same strictness for all."""

import datetime as dt

import pytest

from agency.models import User
from measures.models import Activity, Measure
from procurement.models import Contract
from publishing.actions import send_back, submit
from publishing.workflow import State
from tests.browser.observer import Witness, axe_violations, too_wide
from tests.browser.sign_in import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.looks]

OURS = {
    "clerk": {
        "my work": "/admin/",
        "choose a measure": "/admin/measures/progress/add/",
        "add progress": "/admin/measures/progress/add/?measure={measure}",
        "handed in": "/admin/measures/progress/{waiting}/sent/",
        "import lines": "/admin/budget/imports/lines/",
        "import spending": "/admin/budget/imports/spending/",
        "a line for a published year": "/admin/budget/budgetline/add/",
        "months of procurement": "/admin/procurement/nil/?year=2566",
        "several drafts": "/admin/publishing/submit/measures/activity/",
        "help": "/admin/help/",
        "help on a task": "/admin/help/progress/",
        "observations on procurement": "/admin/procurement/hints/?year=2566",
        "second factor": "/accounts/2fa/",
        "sign out": "/accounts/logout/",
    },
    "approver": {
        "my work": "/admin/",
        "waiting for review": "/admin/publishing/review/",
        "review": "/admin/publishing/review/measures/activity/{waiting}/",
        "review of several": "/admin/publishing/review/measures/activity/",
        "withdraw": "/admin/publishing/withdraw/measures/activity/{published}/",
    },
    "executive": {
        "my work": "/admin/",
        "overview": "/admin/overview/",
        "everything owed": "/admin/overview/owed/",
        "readiness": "/admin/measures/measureplan/{plan}/report/",
    },
    "admin": {"my work": "/admin/"},
}
FORMS = {
    "clerk": {
        "a draft": "/admin/measures/activity/{draft}/change/",
        "sent back": "/admin/measures/activity/{sent_back}/change/",
        "new measure": "/admin/measures/measure/add/",
        "new year": "/admin/measures/measureplan/add/",
        "new result": "/admin/measures/outcome/add/",
        "new purchase": "/admin/procurement/purchase/add/",
        "new step of a purchase": "/admin/procurement/stage/add/?purchase={purchase}",
        "new vendor": "/admin/procurement/vendor/add/",
    },
    "approver": {
        "correct an activity": "/admin/measures/activity/{published}/change/",
        "correct a measure": "/admin/measures/measure/{measure}/change/",
        "correct a purchase": "/admin/procurement/purchase/{purchase}/change/",
        "correct a contract of a purchase": "/admin/procurement/contract/{contract}/change/",
    },
    "executive": {"the year": "/admin/measures/measureplan/{plan}/change/"},
    "admin": {
        "the agency": "/admin/agency/agency/1/change/",
        "a person": "/admin/agency/user/{person}/change/",
        "new person": "/admin/agency/user/add/",
        "new holiday": "/admin/agency/holiday/add/",
    },
}
READ_ONLY = {
    "clerk": {
        "locked": "/admin/measures/activity/{waiting}/change/",
        "locked purchase": "/admin/procurement/purchase/{purchase}/change/",
        "history": "/admin/measures/activity/{draft}/history/",
        "delete": "/admin/measures/activity/{draft}/delete/",
    }
}
LISTS = {
    "clerk": {
        "activities": "/admin/measures/activity/",
        "measures": "/admin/measures/measure/",
        "purchases": "/admin/procurement/purchase/",
    },
    "executive": {"editions": "/admin/measures/reportedition/"},
    "admin": {"people": "/admin/agency/user/", "steps": "/admin/publishing/publicationstep/"},
}
TABLES = {"clerk": {"an assessment": "/admin/measures/assessmentyear/{assessment}/change/"}}
PAGES = [
    pytest.param(person, path, id=f"{person}: {name}")
    for pages in (OURS, FORMS, READ_ONLY, LISTS, TABLES)
    for person, paths in pages.items()
    for name, path in paths.items()
]


@pytest.fixture(scope="module")
def numbers(portal):
    """Let work of every state lie on the desks; return the numbers that addresses need."""
    clerk, approver = User.objects.get(username="clerk"), User.objects.get(username="approver")
    measure = Measure.objects.get(order=1)
    draft, waiting, returned = (_activity(measure, clerk, title) for title in "กขค")
    for activity in (waiting, returned):
        submit(activity, by=clerk)
    send_back(returned, by=approver, reason="ขอรายละเอียดเพิ่ม")
    contract = Contract.objects.filter(
        stage=None, purchase__state=State.PUBLISHED, vendor__isnull=False
    ).first()
    return {
        "purchase": contract.purchase_id,
        "contract": contract.pk,
        "measure": measure.pk,
        "plan": measure.plan_id,
        "assessment": measure.plan.assessment_id,
        "published": measure.activities.published().first().pk,
        "draft": draft.pk,
        "waiting": waiting.pk,
        "sent_back": returned.pk,
        "person": clerk.pk,
    }


def _activity(measure, clerk, title):
    day = dt.date(2023, 1, 5)
    return Activity.objects.create(
        measure=measure, title=title, starts_on=day, ends_on=day, author=clerk, edited_by=clerk
    )


@pytest.fixture(scope="module")
def desks(open_module_browser, portal):
    """Open one window per person."""
    people = ("clerk", "approver", "executive", "admin")
    return {person: signed_in(open_module_browser(), portal, person) for person in people}


@pytest.mark.parametrize("person, path", PAGES)
def test_a_staff_page_breaks_no_rule_and_stays_in_its_window(desks, portal, numbers, person, path):
    page = desks[person]
    with Witness(page, portal.url) as witness:
        page.emulate_media(color_scheme="light")
        status = page.goto(path.format(**numbers)).status
        found = {"axe in light": axe_violations(page), "wider than 360 px": too_wide(page)}
        page.emulate_media(color_scheme="dark")
        page.reload()
        found["axe in dark"] = axe_violations(page, only_colours=True)
    found |= {"foreign": witness.foreign, "complaints": witness.complaints}

    assert (status, {claim: broken for claim, broken in found.items() if broken}) == (200, {})
