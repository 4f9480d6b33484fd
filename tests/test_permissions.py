"""Who may open which page: every address of the URLconf that is not public has a row here."""

import datetime as dt
import time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from agency.models import Agency, Holiday, Official, Village
from agency.roles import Role
from budget.models import (
    BudgetLine,
    BudgetYear,
    Heading,
    LineProposal,
    ProgressReport,
    SpendingMonth,
    Supplement,
    Transfer,
)
from complaints.models import Channel, HandlingStep, Question, Statement, TimeLimit
from complaints.question_actions import register
from complaints.sealing import tickets
from measures.actions import create_assessment
from measures.models import (
    Gift,
    GiftAcknowledgement,
    GiftDeclaration,
    GiftNil,
    MeasurePlan,
    Outcome,
    ReportEdition,
    Result,
    Suggestion,
    Survey,
    SurveyExplanation,
)
from procurement.models import (
    Contract,
    NilPeriod,
    Progress,
    Purchase,
    Stage,
    Vendor,
    YearSummary,
)
from publishing.actions import submit
from publishing.models import (
    Board,
    BoardPhoto,
    BoardPosting,
    ImportFile,
    OutboxMessage,
    Post,
    PosterEdition,
    PostPhoto,
    PublicationStep,
)
from publishing.posters import printing
from publishing.storage import keep
from tests.ita_portal.url_names import all_urls, is_public
from thai.fiscal import fiscal_year_of

CLERK, APPROVER, EXECUTIVE = {Role.CLERK}, {Role.APPROVER}, {Role.EXECUTIVE}
OFFICER, ADMINISTRATOR = {Role.COMPLAINT_OFFICER}, {Role.ADMINISTRATOR}
ALL, NONE = set(Role), set()
WRITERS = CLERK | APPROVER
READERS = WRITERS | EXECUTIVE
KEEPERS = APPROVER | ADMINISTRATOR


def model(*, reads, adds, deletes):
    """The five pages of a model; `deletes` is about a draft that another person wrote."""
    return {"changelist": reads, "change": reads, "history": reads, "add": adds, "delete": deletes}


MODELS = {
    "agency_agency": model(reads=ADMINISTRATOR | EXECUTIVE, adds=NONE, deletes=NONE),
    "agency_unit": model(reads=READERS | ADMINISTRATOR, adds=ADMINISTRATOR, deletes=NONE),
    "agency_official": model(reads=READERS | ADMINISTRATOR, adds=ADMINISTRATOR, deletes=NONE),
    "agency_user": model(reads=ADMINISTRATOR, adds=ADMINISTRATOR, deletes=NONE),
    "agency_holiday": model(reads=ADMINISTRATOR, adds=ADMINISTRATOR, deletes=ADMINISTRATOR),
    "agency_village": model(
        reads=READERS | ADMINISTRATOR, adds=ADMINISTRATOR, deletes=ADMINISTRATOR
    ),
    "publishing_publicationstep": model(
        reads=APPROVER | EXECUTIVE | ADMINISTRATOR, adds=NONE, deletes=NONE
    ),
    "publishing_board": model(reads=READERS, adds=WRITERS, deletes=NONE),
    "measures_assessmentyear": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_indicator": model(reads=READERS, adds=NONE, deletes=NONE),
    "measures_gradelevel": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_measureplan": model(reads=READERS, adds=WRITERS, deletes=WRITERS),
    "measures_measure": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_activity": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_result": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_outcome": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_suggestion": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_survey": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_surveyexplanation": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_giftdeclaration": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_gift": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "measures_giftnil": model(reads=READERS, adds=NONE, deletes=APPROVER),
    "measures_reportedition": model(reads=READERS, adds=NONE, deletes=NONE),
    "budget_budgetyear": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "budget_supplement": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "budget_budgetline": model(reads=READERS, adds=WRITERS, deletes=WRITERS),
    "budget_transfer": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "budget_spendingmonth": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "budget_progressreport": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "budget_heading": model(reads=READERS, adds=WRITERS, deletes=WRITERS),
    "procurement_purchase": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "procurement_stage": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "procurement_contract": model(reads=READERS, adds=NONE, deletes=WRITERS),
    "procurement_progress": model(reads=READERS, adds=NONE, deletes=WRITERS),
    "procurement_vendor": model(reads=READERS, adds=WRITERS, deletes=WRITERS),
    "procurement_nilperiod": model(reads=READERS, adds=NONE, deletes=APPROVER),
    "procurement_yearsummary": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "complaints_question": model(reads=READERS, adds=WRITERS, deletes=NONE),
    "complaints_statement": model(reads=READERS, adds=WRITERS, deletes=APPROVER),
    "complaints_channel": model(reads=READERS | ADMINISTRATOR, adds=KEEPERS, deletes=KEEPERS),
    "complaints_timelimit": model(reads=READERS | ADMINISTRATOR, adds=KEEPERS, deletes=KEEPERS),
    "complaints_handlingstep": model(reads=READERS | ADMINISTRATOR, adds=KEEPERS, deletes=KEEPERS),
}
# Pages that are not one of the five of a model.
PAGES = {
    "admin:index": ALL,
    "admin:search": ALL,
    "admin:jsi18n": ALL,
    "admin:auth_user_password_change": ADMINISTRATOR,
    "portal_staff:overview": KEEPERS | EXECUTIVE,
    "portal_staff:owed": KEEPERS | EXECUTIVE,
    "portal_staff:help": ALL,
    "portal_staff:help_task": WRITERS,
    "poster_staff:desk": READERS,
    "poster_staff:poster": READERS,
    "poster_staff:edition": READERS,
    "poster_staff:file": READERS,
    "publishing_staff:queue": APPROVER,
    "publishing_staff:review": APPROVER,
    "publishing_staff:review_many": APPROVER,
    "publishing_staff:submit_many": WRITERS,
    "publishing_staff:withdraw": APPROVER,
    "publishing_staff:share": READERS,
    "publishing_staff:send": WRITERS,
    "publishing_staff:order": WRITERS,
    "publishing_staff:posts": READERS,
    # Recorded by another clerk: only an approver strikes it out.
    "publishing_staff:strike": APPROVER,
    "publishing_staff:post_photo": READERS,
    "publishing_staff:outbox": READERS,
    "publishing_staff:postings": READERS,
    "publishing_staff:posting": READERS,
    "publishing_staff:cancel_posting": WRITERS,
    "publishing_staff:sheet": READERS,
    "publishing_staff:board_photo": READERS,
    "measures_staff:plan_start": WRITERS,
    "measures_staff:report": READERS,
    "measures_staff:draft_pdf": READERS,
    "measures_staff:draft_docx": READERS,
    "measures_staff:progress_add": WRITERS,
    "measures_staff:progress_saved": WRITERS,
    "measures_staff:progress_sent": WRITERS,
    "measures_staff:tallies": READERS,
    "measures_staff:gift_desk": READERS,
    "measures_staff:acknowledgements": READERS,
    "admin:budget_budgetline_find": READERS,
    "admin:budget_spendingmonth_sheet": READERS,
    "admin:budget_progressreport_sheet": READERS,
    "admin:procurement_vendor_find": READERS,
    "procurement_staff:hints": READERS,
    "procurement_staff:nil": READERS,
    "procurement_staff:egp": WRITERS,
    "procurement_staff:purchases_export": READERS,
    "complaints_staff:question_set_aside": APPROVER,
    # Printed by the person who took the question in, while the session remembers it, and nobody else.
    "complaints_staff:question_slip": NONE,
}
IMPORTS = {
    "lines": "budget_staff",
    "revenue": "budget_staff",
    "spending": "budget_staff",
    "purchases": "procurement_staff",
}
PAGES |= {
    f"{space}:{kind}_{page}": WRITERS
    for kind, space in IMPORTS.items()
    for page in ("import", "sample")
}
# A file that was brought to import is opened by the person who brought it, and nobody else.
PAGES |= {f"{space}:{kind}_preview": NONE for kind, space in IMPORTS.items()}
# Buttons: opened by POST alone.
BUTTONS = {
    "admin:agency_user_unlock": ADMINISTRATOR,
    "admin:agency_user_second_factor": ADMINISTRATOR,
    "publishing_staff:again": WRITERS,
    "publishing_staff:take_out": WRITERS,
    "poster_staff:use": WRITERS,
    "poster_staff:taken_down": WRITERS,
    "measures_staff:carry_over": WRITERS,
    "measures_staff:issue": EXECUTIVE,
    "measures_staff:tally_save": WRITERS,
    "measures_staff:explanations_fill": WRITERS,
    "measures_staff:gift_say": WRITERS,
    "measures_staff:take_note": READERS,
    "measures_staff:strike": WRITERS,
    "budget_staff:proposal_refuse": APPROVER,
    "procurement_staff:nil_say": WRITERS,
    "procurement_staff:egp_fetch": WRITERS,
    "procurement_staff:egp_draft": WRITERS,
    **{f"{space}:{kind}_apply": NONE for kind, space in IMPORTS.items()},
}
# The desk of sealed cases: complaint officers and nobody else, whatever the method.
DESK = {
    f"desk:{name}"
    for name in (
        *("home", "unlock", "lock", "enrol", "code", "forgot", "keys", "change", "renew", "retire"),
        *("case", "letter", "status", "forward", "contact", "grant", "reopen", "withdraw", "spam"),
        *("ask_deletion", "confirm_deletion", "file", "original"),
    )
}
# How an officer comes by a key; every other page of the desk asks for one.
WITHOUT_KEY = {"desk:enrol", "desk:code", "desk:unlock", "desk:forgot", "desk:lock"}
# One's own account: open to whoever is signed in.
OWN_ACCOUNT = {
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}
# Django's own corners, closed or harmless for everybody who is signed in.
NOT_OURS = {
    "admin:login",
    "admin:logout",
    "admin:password_change",
    "admin:password_change_done",
    "admin:autocomplete",
    "admin:view_on_site",
    "admin:app_list",
    "admin_login",
    "admin_password_change",
}


@pytest.fixture(autouse=True)
def _printer_is_busy():
    """No small picture of a poster is made for these tests: another is being made."""
    with printing._IDLE:
        yield


@pytest.fixture
def world(agency, make_user, make_unit, make_measure, make_activity, clerk):
    """One row of everything, each a draft of the clerk; what each address needs to be built."""
    mine = {"author": clerk, "edited_by": clerk}
    measure = make_measure()
    draft = make_measure(state="draft", order=9, **mine)
    activity = make_activity(measure, state="draft", **mine)
    assessment = create_assessment(2566, by=clerk)
    waiting = make_activity(measure, state="draft", **mine)
    submit(waiting, by=clerk)
    edition = ReportEdition.objects.create(
        plan=measure.plan,
        number=1,
        issued_at=timezone.now(),
        issued_by=clerk,
        content={},
        pdf="editions/x.pdf",
        docx="editions/x.docx",
        sha256="0" * 64,
        size=1,
        pages=1,
    )
    other = make_user("other")
    budget = budget_rows(mine)
    question = question_row(mine)
    integrity = integrity_rows(assessment, mine)
    rows = {
        "agency_agency": Agency.objects.get(),
        "agency_unit": make_unit(),
        "agency_user": other,
        "agency_holiday": Holiday.objects.create(date=dt.date(2022, 10, 13), name="วันหยุด"),
        "agency_official": Official.objects.create(name="นายตัวอย่าง ใจดี", position="ปลัด"),
        "agency_village": Village.objects.create(number=3, name="บ้านตัวอย่าง"),
        "publishing_publicationstep": PublicationStep.objects.get(),
        "publishing_board": Board.objects.create(name="ป้ายที่ยังไม่ได้ใช้"),
        "measures_assessmentyear": assessment,
        "measures_indicator": assessment.indicators.first(),
        "measures_gradelevel": assessment.levels.first(),
        "measures_measureplan": MeasurePlan.objects.create(
            fiscal_year=2580, assessment=measure.plan.assessment
        ),
        "measures_measure": draft,
        "measures_activity": activity,
        "measures_result": Result.objects.create(method=draft.methods.get(), text="ผล", **mine),
        "measures_outcome": Outcome.objects.create(measure=measure, text="ผลลัพธ์", **mine),
        "measures_suggestion": Suggestion.objects.create(measure=measure, text="ควรทำ", **mine),
        "measures_reportedition": edition,
        **integrity,
        **budget,
        **procurement_rows(mine),
        "complaints_question": question,
        "complaints_statement": Statement.objects.create(
            fiscal_year=2566, slug="q1", signed_on=dt.date(2023, 1, 5), **mine
        ),
        "complaints_channel": Channel.objects.first(),
        "complaints_timelimit": TimeLimit.objects.first(),
        "complaints_handlingstep": HandlingStep.objects.create(title="รับเรื่อง", text="ลงทะเบียน"),
    }
    unit = ["measures", "activity", waiting.pk]
    arguments = {
        "admin:auth_user_password_change": [other.pk],
        "admin:agency_user_unlock": [other.pk],
        "admin:agency_user_second_factor": [other.pk],
        "portal_staff:help_task": ["spending"],
        "publishing_staff:review": unit,
        "publishing_staff:review_many": unit[:2],
        "publishing_staff:submit_many": unit[:2],
        "publishing_staff:withdraw": unit,
        **arguments_of_outreach(measure, clerk),
        "poster_staff:poster": ["channels", "now"],
        "poster_staff:file": ["channels", "now", "thumbnail.png"],
        "poster_staff:use": ["channels", "now"],
        "poster_staff:taken_down": [poster_edition().pk],
        "poster_staff:edition": ["channels", "now", 1],
        "measures_staff:progress_saved": ["0" * 8 + "-0000-4000-8000-" + "0" * 12],
        "measures_staff:progress_sent": [waiting.pk],
        "measures_staff:plan_start": [fiscal_year_of(timezone.localdate())],
        "measures_staff:carry_over": [measure.plan.pk],
        "measures_staff:report": [measure.plan.pk],
        "measures_staff:draft_pdf": [measure.plan.pk],
        "measures_staff:draft_docx": [measure.plan.pk],
        "measures_staff:issue": [measure.plan.pk],
        "measures_staff:tally_save": [integrity["measures_survey"].pk],
        "measures_staff:explanations_fill": [],
        "measures_staff:gift_say": [2566, "h1"],
        "measures_staff:acknowledgements": [integrity["measures_giftdeclaration"].pk],
        "measures_staff:take_note": [integrity["measures_giftdeclaration"].pk],
        "measures_staff:strike": [GiftAcknowledgement.objects.get().pk],
        "procurement_staff:nil_say": [2566, "2565-11"],
        "procurement_staff:egp_fetch": [],
        "procurement_staff:egp_draft": [],
        "budget_staff:proposal_refuse": [
            LineProposal.objects.create(year=budget["budget_budgetyear"], title="ถนน", by=clerk).pk
        ],
        "admin:budget_spendingmonth_sheet": sheet_of(budget["budget_spendingmonth"]),
        "admin:budget_progressreport_sheet": sheet_of(budget["budget_progressreport"]),
        "procurement_staff:purchases_export": [2566, "csv"],
        "complaints_staff:question_set_aside": [question.pk],
        "complaints_staff:question_slip": [question.pk],
        **arguments_of_imports(clerk),
    }
    return rows, arguments


def poster_edition():
    return PosterEdition.objects.create(
        slug="channels",
        key="now",
        number=1,
        title="ช่องทาง",
        content={},
        made_at=timezone.now(),
    )


def arguments_of_outreach(unit, person):
    """A post with its picture, a message and a paper on a board, all about a published unit."""
    what = ["measures", "measure", unit.pk]
    about = {"content_type": ContentType.objects.get_for_model(unit), "object_id": unit.pk}
    post = Post.objects.create(
        **about, title="โพสต์", channel="other", posted_at=timezone.now(), by=person
    )
    message = OutboxMessage.objects.create(
        **about, title="ข้อความ", target="line_push", next_at=timezone.now(), created_by=person
    )
    day = timezone.localdate()
    board = Board.objects.create(name="ป้ายประกาศ")
    posting = BoardPosting.objects.create(
        **about, title="ประกาศ", board=board, starts_on=day, ends_on=day, ordered_by=person
    )
    # Nothing is printed for it.
    over = BoardPosting.objects.create(
        **about,
        title="ยกเลิก",
        board=board,
        starts_on=day,
        ends_on=day,
        ordered_by=person,
        cancelled_at=timezone.now(),
    )
    picture = {"large": keep("photos/x.webp", b"x"), "width": 1, "height": 1}
    shown = BoardPhoto.objects.create(
        **picture, posting=posting, moment="start", taken_on=day, by=person
    )
    return {
        "publishing_staff:share": what,
        "publishing_staff:order": what,
        "publishing_staff:send": [*what, "line_push"],
        "publishing_staff:strike": [post.pk],
        "publishing_staff:post_photo": [PostPhoto.objects.create(**picture, post=post).pk],
        "publishing_staff:again": [message.pk],
        "publishing_staff:take_out": [message.pk],
        "publishing_staff:posting": [posting.pk],
        "publishing_staff:cancel_posting": [posting.pk],
        "publishing_staff:sheet": [over.pk],
        "publishing_staff:board_photo": [shown.pk],
    }


def arguments_of_imports(person):
    """A file of this person for each kind of table, and the sample of each."""
    found = {}
    for kind, space in IMPORTS.items():
        file = ImportFile.objects.create(
            importer=kind,
            original_name="x.csv",
            stored="x",
            sha256="0" * 64,
            size=1,
            uploaded_by=person,
        )
        found[f"{space}:{kind}_preview"] = [file.pk]
        found[f"{space}:{kind}_apply"] = [file.pk]
        found[f"{space}:{kind}_sample"] = ["csv"]
    return found


def budget_rows(mine):
    """A draft of each unit of the budget, with a line on which nothing hangs."""
    year = BudgetYear.objects.create(
        fiscal_year=2566, title="ข้อบัญญัติ", effective_on=dt.date(2022, 10, 1), **mine
    )
    headings = {
        "plan": Heading.objects.get(kind="plan", code="00310"),
        "budget_class": Heading.objects.get(kind="class", code="540000"),
    }
    return {
        "budget_budgetyear": year,
        "budget_supplement": Supplement.objects.create(
            year=year, number=1, title="เพิ่มเติม", effective_on=dt.date(2023, 4, 1), **mine
        ),
        "budget_budgetline": BudgetLine.objects.create(
            year=year, title="ถนน", amount=100, **headings
        ),
        "budget_transfer": Transfer.objects.create(
            year=year, number=1, date=dt.date(2023, 2, 1), reason="ไม่พอ", **mine
        ),
        "budget_spendingmonth": SpendingMonth.objects.create(year=year, month=1, **mine),
        "budget_progressreport": ProgressReport.objects.create(year=year, **mine),
        "budget_heading": Heading.objects.create(kind="area", code="999", name="ด้านใหม่"),
    }


def procurement_rows(mine):
    """A draft of each unit of procurement, with a contract and progress."""
    facts = {"fiscal_year": 2566, "kind": "works", "method": "19", "allocated": 100, "amount": 100}
    purchase = Purchase.objects.create(title="ถนน", **facts, **mine)
    public = Purchase.objects.create(
        title="สะพาน", state="published", published_at=timezone.now(), **facts
    )
    return {
        "procurement_purchase": purchase,
        "procurement_stage": Stage.objects.create(purchase=public, title="สัญญา", **mine),
        "procurement_contract": Contract.objects.create(purchase=purchase, price=100),
        "procurement_progress": Progress.objects.create(
            purchase=purchase, on=dt.date(2023, 3, 1), percent=10
        ),
        "procurement_vendor": Vendor.objects.create(name="ร้านสมมุติ"),
        "procurement_nilperiod": NilPeriod.objects.create(fiscal_year=2566, slug="2565-10", **mine),
        "procurement_yearsummary": YearSummary.objects.create(
            fiscal_year=2566, problems_met="ไม่มี", suggestions="ไม่มี", **mine
        ),
    }


def integrity_rows(assessment, mine):
    """A survey, an explanation, and what belongs to the No Gift Policy."""
    day = dt.date(2023, 3, 1)
    declaration = GiftDeclaration.objects.create(
        fiscal_year=2566, text="ไม่รับ", signatory_name="นายก", signed_on=day, **mine
    )
    GiftAcknowledgement.objects.create(declaration=declaration, name="ผู้รับทราบ", day=day)
    question = assessment.indicators.first().questions.create(text="ท่านทราบหรือไม่")
    return {
        "measures_survey": Survey.objects.create(
            fiscal_year=2566,
            instrument="EIT",
            url="https://itas.nacc.go.th/go/eit/sample",
            opens_on=day,
            closes_on=day,
            **mine,
        ),
        "measures_surveyexplanation": SurveyExplanation.objects.create(
            question=question, text="ง่าย ๆ", **mine
        ),
        "measures_giftdeclaration": declaration,
        "measures_gift": Gift.objects.create(
            day=day, what="กระเช้า", value_class="small", handling="refused", **mine
        ),
        "measures_giftnil": GiftNil.objects.create(fiscal_year=2566, slug="h2", **mine),
    }


def question_row(mine):
    question = Question(asked="ทำไมจึงแพง", received_on=dt.date(2023, 1, 9), **mine)
    return register(question, ticket=tickets.new_ticket(time.time()))[0]


def sheet_of(unit):
    return [unit.pk, Heading.objects.get(kind="plan", code="00310").pk]


def addresses_of_pages(world):
    rows, arguments = world
    pages = {name: reverse(name, args=arguments.get(name, [])) for name in PAGES}
    for label, row in rows.items():
        for page in MODELS[label]:
            args = [] if page in {"changelist", "add"} else [row.pk]
            pages[f"{label}_{page}"] = reverse(f"admin:{label}_{page}", args=args)
    return pages


def expected_of_pages():
    table = dict(PAGES)
    for label, pages in MODELS.items():
        table |= {f"{label}_{page}": roles for page, roles in pages.items()}
    return table


def is_open(response):
    response.close()  # as a server does: some pages are files
    return response.status_code < 400


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_the_pages_of_its_row_and_no_other(client, make_user, world, role):
    client.force_login(make_user("tester", role))

    opened = {
        name: is_open(client.get(address)) for name, address in addresses_of_pages(world).items()
    }

    assert opened == {name: role in roles for name, roles in expected_of_pages().items()}


@pytest.mark.parametrize("role", Role)
def test_a_role_presses_the_buttons_of_its_row_and_no_other(client, make_user, world, role):
    client.force_login(make_user("tester", role))

    pressed = {
        name: client.post(reverse(name, args=world[1][name])).status_code < 400 for name in BUTTONS
    }

    assert pressed == {name: role in roles for name, roles in BUTTONS.items()}


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.COMPLAINT_OFFICER, Role.ADMINISTRATOR])
def test_who_may_only_read_units_cannot_save_them(client, make_user, world, role):
    client.force_login(make_user("tester", role))

    answers = {
        label: client.post(reverse(f"admin:{label}_change", args=[row.pk]), {}).status_code
        for label, row in world[0].items()
        if label.startswith(("measures_", "budget_", "procurement_", "complaints_question"))
    }

    assert set(answers.values()) == {403}


def test_a_stranger_is_sent_to_the_sign_in(client, world):
    pages = addresses_of_pages(world)

    answers = {name: client.get(address) for name, address in pages.items()}

    open_pages = [name for name, answer in answers.items() if answer.status_code != 302]
    targets = {answer.headers["Location"].split("?")[0] for answer in answers.values()}
    assert (open_pages, targets) == ([], {reverse("account_login"), reverse("admin_login")})


# ------------------------------------------------------------------ the desk of sealed cases
def desk_urls():
    return [url for url in all_urls() if url.name.startswith("desk:")]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", Role)
def test_nobody_but_complaint_officers_enters_the_desk(client, make_user, role, method):
    client.force_login(make_user("tester", role))

    refused = {
        url.name for url in desk_urls() if getattr(client, method)(url.path).status_code == 403
    }

    assert refused == (set() if role is Role.COMPLAINT_OFFICER else DESK)


def test_a_superuser_has_no_way_into_a_case(client, make_user):
    """Every permission, but no key: what can be reached is the page on which a key is made."""
    client.force_login(make_user("root", is_superuser=True))

    led = {url.name: client.get(url.path).headers.get("Location") for url in desk_urls()}

    assert {led[name] for name in DESK - WITHOUT_KEY} == {reverse("desk:enrol")}


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_officer_without_a_key_is_led_to_making_one(client, make_user, method):
    client.force_login(make_user("tester", Role.COMPLAINT_OFFICER))

    led = {
        url.name: getattr(client, method)(url.path).headers.get("Location") for url in desk_urls()
    }

    assert {led[name] for name in DESK - WITHOUT_KEY} == {reverse("desk:enrol")}


# ------------------------------------------------------------------ nothing is forgotten
def test_every_address_that_is_not_public_has_a_row():
    known = {*PAGES, *BUTTONS, *DESK, *OWN_ACCOUNT, *NOT_OURS}
    known |= {f"admin:{label}_{page}" for label, pages in MODELS.items() for page in pages}
    # An old version leads to the list of versions, which has its row.
    known |= {f"admin:{label}_simple_history" for label in MODELS}

    closed = {url.name for url in all_urls() if not is_public(url) and "/" not in url.name}
    assert closed - known == set()


def test_every_row_is_of_an_address():
    rows = {*PAGES, *BUTTONS, *DESK, *OWN_ACCOUNT, *NOT_OURS}

    assert rows - {url.name for url in all_urls()} == set()
