"""Vendors are found however the form of a firm is written, in the box and in the list."""

import pytest

FIND = "/admin/procurement/vendor/find/"
LIST = "/admin/procurement/vendor/"
COMPANIES = [
    "บริษัท ทดสอบโยธา จำกัด",
    "บจก.ทดสอบโยธา",
    "บจก ทดสอบโยธา",
    "บมจ. ทดสอบโยธา",
    "บจ. ทดสอบโยธา",
]
PUBLIC_COMPANY = "บริษัททดสอบโยธา จำกัด (มหาชน)"
PARTNERSHIPS = ["ห้างหุ้นส่วนจำกัด ทดสอบโยธา", "หจก.ทดสอบโยธา", "หจก ทดสอบโยธา"]


def names_found(client, question):
    answer = client.get(FIND, {"term": question}).json()
    return [row["text"] for row in answer["results"]]


@pytest.mark.parametrize("question", [*COMPANIES, PUBLIC_COMPANY, "ทดสอบ จำกัด บริษัท", "บจก."])
@pytest.mark.parametrize("name", [*COMPANIES, PUBLIC_COMPANY])
def test_a_company_is_found_under_each_form(client, clerk, make_vendor, name, question):
    make_vendor(name)
    make_vendor("ร้านทดสอบโยธา")
    client.force_login(clerk)

    assert names_found(client, question) == [name]


@pytest.mark.parametrize("question", [*PARTNERSHIPS, "หจก."])
@pytest.mark.parametrize("name", PARTNERSHIPS)
def test_a_partnership_is_found_under_each_form(client, clerk, make_vendor, name, question):
    make_vendor(name)
    make_vendor("ร้านทดสอบโยธา")
    client.force_login(clerk)

    assert names_found(client, question) == [name]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("หสม. ก", "ห้างหุ้นส่วนสามัญ ก"),
        ("กลุ่มสตรี ม.๓", "กลุ่มสตรี หมู่ที่ 3"),
        ("ก", "ก"),
        ("abc", "ร้าน ABC"),
        ("จำกัด", "หจก. ข"),
        ("", "ร้านใดก็ได้"),
    ],
)
def test_names_are_compared_as_the_public_search_compares(
    client, clerk, make_vendor, question, name
):
    make_vendor(name)
    client.force_login(clerk)

    assert names_found(client, question) == [name]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("บจก. ทดสอบ", "บจก. ตัวอย่าง"),
        ("กลุ่มสตรี หมู่ที่ 1", "กลุ่มสตรี หมู่ที่ 12"),
        ("หจก.", "บริษัท ก จำกัด"),
        ("100%", "ร้าน 100 บาท"),
    ],
)
def test_who_is_not_asked_for_is_not_found(client, clerk, make_vendor, question, name):
    make_vendor(name)
    client.force_login(clerk)

    assert names_found(client, question) == []


def test_the_list_is_searched_as_the_box(client, clerk, make_vendor):
    wanted = make_vendor("บริษัท ทดสอบโยธา จำกัด")
    make_vendor("ร้านทดสอบโยธา")
    client.force_login(clerk)

    found = client.get(LIST, {"q": "บจก. ทดสอบ"}).context["cl"].result_list

    assert list(found) == [wanted]
