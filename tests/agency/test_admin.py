"""People, roles and the agency in the staff backend."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agency.models import Agency, Official, User
from agency.roles import Role
from tests.publishing.samples import four_corners, picture


@pytest.fixture
def administrator(make_user):
    return make_user("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def office(client, administrator):
    """The browser of the administrator."""
    client.force_login(administrator)
    return client


def page_of(user):
    return reverse("admin:agency_user_change", args=[user.pk])


def person(user, *roles, **fields):
    return {
        "username": user.username,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        "roles": [role.value for role in roles],
    } | fields


def test_roles_are_given_as_words(office, clerk):
    office.post(page_of(clerk), person(clerk, Role.CLERK, Role.APPROVER))

    assert User.objects.get(pk=clerk.pk).roles == {Role.CLERK, Role.APPROVER}


def test_the_page_shows_no_raw_permissions(office, clerk):
    page = office.get(page_of(clerk)).content.decode()

    assert 'name="roles"' in page
    assert not {'name="groups"', 'name="user_permissions"', 'name="is_superuser"'} & set(
        page.split()
    )


def test_nobody_changes_their_own_roles(office, administrator):
    office.post(page_of(administrator), person(administrator, *Role))

    assert User.objects.get(pk=administrator.pk).roles == {Role.ADMINISTRATOR}


def test_nobody_closes_their_own_account(office, administrator):
    data = person(administrator, Role.ADMINISTRATOR)
    del data["is_active"]

    office.post(page_of(administrator), data)

    assert User.objects.get(pk=administrator.pk).is_active is True


def test_an_administrator_makes_no_superuser(office, clerk):
    office.post(
        page_of(clerk), person(clerk, Role.CLERK, is_superuser="on", user_permissions=["1"])
    )

    clerk.refresh_from_db()
    assert (clerk.is_superuser, clerk.user_permissions.count()) == (False, 0)


def test_an_administrator_does_not_touch_a_superuser(office, make_user):
    root = make_user("root", is_superuser=True)
    password = root.password
    pages = [
        page_of(root),
        reverse("admin:auth_user_password_change", args=[root.pk]),
        reverse("admin:agency_user_second_factor", args=[root.pk]),
    ]

    answers = [
        office.post(page, {"password1": "x" * 20, "password2": "x" * 20}).status_code
        for page in pages
    ]

    root.refresh_from_db()
    assert (answers, root.password) == ([403, 403, 403], password)


def test_a_new_person_may_enter_with_their_roles(office):
    office.post(
        reverse("admin:agency_user_add"),
        {
            "username": "new",
            "first_name": "สมใจ",
            "password1": "ก-ยาวพอสมควร-2566",
            "password2": "ก-ยาวพอสมควร-2566",
            "usable_password": "true",
            "roles": [Role.CLERK.value],
        },
    )

    new = User.objects.get(username="new")
    assert (new.is_staff, new.is_superuser, new.roles) == (True, False, {Role.CLERK})


def test_ones_own_password_is_changed_with_the_present_one(office, administrator):
    page = reverse("admin:auth_user_password_change", args=[administrator.pk])

    response = office.get(page)

    assert response.headers["Location"] == reverse("account_change_password")


def test_a_lost_second_factor_is_removed_by_a_colleague(office, approver):
    Authenticator.objects.create(user=approver, type=Authenticator.Type.TOTP, data={})

    office.post(reverse("admin:agency_user_second_factor", args=[approver.pk]))

    assert not Authenticator.objects.filter(user=approver).exists()


def test_nobody_removes_their_own_second_factor_here(office, administrator):
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={})

    office.post(reverse("admin:agency_user_second_factor", args=[administrator.pk]))

    assert Authenticator.objects.filter(user=administrator).exists()


def test_people_are_switched_off_never_deleted(office, clerk):
    office.post(reverse("admin:agency_user_delete", args=[clerk.pk]), {"post": "yes"})

    assert User.objects.filter(pk=clerk.pk).exists()


@pytest.mark.parametrize(
    "path", ["auth/group/", "account/emailaddress/", "mfa/authenticator/", "auth/user/"]
)
def test_raw_rows_of_rights_and_factors_have_no_page(office, path):
    assert office.get(f"/admin/{path}").status_code == 404


def test_the_list_of_agencies_leads_to_the_one(office, agency):
    response = office.get(reverse("admin:agency_agency_changelist"))

    assert response.headers["Location"] == reverse(
        "admin:agency_agency_change", args=[Agency.ONLY_ID]
    )


def agency_form(agency, **fields):
    names = ["name", "short_name", "kind", "district", "province"]
    return {name: getattr(agency, name) for name in names} | fields


def test_a_seal_is_kept_as_a_small_png(office, agency):
    seal = SimpleUploadedFile("ตรา.jpg", picture(four_corners(), "JPEG"))
    page = reverse("admin:agency_agency_change", args=[agency.pk])

    office.post(page, agency_form(agency, new_seal=seal))

    agency.refresh_from_db()
    assert agency.seal.name.startswith("agency/seal-")
    with default_storage.open(agency.seal.name) as stored:
        assert stored.read(4) == b"\x89PNG"


def test_a_refused_seal_keeps_the_rest_of_the_form(office, agency):
    seal = SimpleUploadedFile("ตรา.png", b"MZ" + bytes(100))
    page = reverse("admin:agency_agency_change", args=[agency.pk])

    response = office.post(page, agency_form(agency, name="ชื่อใหม่ขององค์กร", new_seal=seal))

    assert "ชื่อใหม่ขององค์กร" in response.content.decode()
    assert response.context["adminform"].form.errors.keys() == {"new_seal"}


def test_a_day_of_population_is_read_in_the_buddhist_calendar(office, agency):
    page = reverse("admin:agency_agency_change", args=[agency.pk])

    office.post(page, agency_form(agency, population="5000", population_as_of="31 ธ.ค. 65"))

    agency.refresh_from_db()
    assert str(agency.population_as_of) == "2022-12-31"


def test_who_may_only_read_sees_dates_in_words(client, executive, agency):
    agency.population_as_of = "2022-12-31"
    agency.save()
    client.force_login(executive)

    page = client.get(reverse("admin:agency_agency_change", args=[agency.pk])).content.decode()

    assert "31 ธันวาคม 2565" in page
    assert "2022" not in page


def test_the_history_of_a_row_is_told_in_words(office, agency):
    agency.population_as_of = "2022-12-31"
    agency.save()

    history = reverse("admin:agency_agency_history", args=[agency.pk])
    page = office.get(history).content.decode()

    assert "31 ธันวาคม 2565" in page
    assert "2022" not in page


def test_what_was_empty_is_a_dash_in_the_history(office, agency):
    agency.population = 5063
    agency.save()

    history = reverse("admin:agency_agency_history", args=[agency.pk])
    page = office.get(history).content.decode()

    assert ("5063" in page, "None" in page) == (True, False)


def test_a_new_seal_is_asked_for_only_where_it_can_be_given(office, client, executive, agency):
    change = reverse("admin:agency_agency_change", args=[agency.pk])
    asked = [b"new_seal" in office.get(change).content]
    client.force_login(executive)

    assert [*asked, b"seal" in client.get(change).content] == [True, False]


@pytest.mark.parametrize("number", ["abc", "1%00", "_3F", "99999999999999999999"])
def test_the_history_of_no_row_is_not_found(office, number):
    assert office.get(f"/admin/agency/user/{number}/history/").status_code == 404


def official_form(**fields):
    return {"name": "นายตัวอย่าง ใจดี", "position": "ปลัด", "group": "head", "order": "1"} | fields


def test_the_portrait_of_an_official_is_kept_as_a_small_jpeg(office):
    photo = SimpleUploadedFile("ภาพ.png", picture(four_corners(), "PNG"))

    office.post(reverse("admin:agency_official_add"), official_form(new_photo=photo))

    official = Official.objects.get()
    assert official.photo.name.startswith("agency/portrait-")
    with default_storage.open(official.photo.name) as stored:
        assert stored.read(3) == b"\xff\xd8\xff"


def test_a_new_official_stands_after_the_others(office):
    Official.objects.create(name="นายตัวอย่าง", position="ปลัด", group="head", order=7)

    form = office.get(reverse("admin:agency_official_add")).context["adminform"].form

    assert form["order"].value() == 8


def test_a_refused_portrait_keeps_what_was_typed(office):
    photo = SimpleUploadedFile("ภาพ.png", b"MZ" + bytes(100))

    response = office.post(reverse("admin:agency_official_add"), official_form(new_photo=photo))

    assert "นายตัวอย่าง ใจดี" in response.content.decode()
    assert response.context["adminform"].form.errors.keys() == {"new_photo"}


def test_a_portrait_can_be_removed_alone(office):
    photo = SimpleUploadedFile("ภาพ.png", picture(four_corners(), "PNG"))
    office.post(reverse("admin:agency_official_add"), official_form(new_photo=photo))
    official = Official.objects.get()
    name = official.photo.name

    page = reverse("admin:agency_official_change", args=[official.pk])
    office.post(page, official_form(remove_photo="on"))

    official.refresh_from_db()
    assert (official.photo.name, default_storage.exists(name)) == ("", False)


def test_a_new_portrait_comes_before_the_wish_to_remove_the_old_one(office):
    photos = [
        SimpleUploadedFile("ภาพ.png", picture(image, "PNG"))
        for image in (four_corners(), four_corners().rotate(180))
    ]
    office.post(reverse("admin:agency_official_add"), official_form(new_photo=photos[0]))
    official = Official.objects.get()
    before = official.photo.name

    page = reverse("admin:agency_official_change", args=[official.pk])
    office.post(page, official_form(new_photo=photos[1], remove_photo="on"))

    official.refresh_from_db()
    assert official.photo.name not in {"", before}


def test_where_there_is_no_portrait_none_is_offered_to_remove(office):
    official = Official.objects.create(name="นายตัวอย่าง", position="ปลัด", group="head")

    page = office.get(reverse("admin:agency_official_change", args=[official.pk]))

    assert "remove_photo" not in page.content.decode()
