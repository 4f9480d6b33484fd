"""What a thing has is still chosen in its form, though nobody could choose it today."""

import pytest
from django.urls import reverse

from measures.models import Outcome, Result
from publishing.workflow import State
from tests.conftest import published_fields
from tests.measures.integrity_rows import gift
from tests.procurement.pages import typed


@pytest.fixture
def closed(make_unit):
    """A unit that is no longer in use, and another that nothing here names."""
    make_unit("กองที่ยุบไปนานแล้ว", is_active=False)
    return make_unit("กองที่ยุบ", is_active=False)


@pytest.fixture
def form_of(client, approver):
    """Return a function that opens the page of a row as an approver, and gives its form."""

    def open_page(row):
        client.force_login(approver)
        meta = row._meta
        page = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])
        return client.get(page).context["adminform"].form

    return open_page


def offers(field):
    return set(field.queryset)


def test_a_correction_of_a_purchase_keeps_its_unit(client, approver, make_purchase, closed):
    purchase = make_purchase(unit=closed)
    client.force_login(approver)
    page = reverse("admin:procurement_purchase_change", args=[purchase.pk])
    chosen = client.get(page).context["adminform"].form["unit"].value()

    sent = typed(purchase) | {"unit": chosen, "title": "ซื้อเรือ", "correction_reason": "พิมพ์ผิด"}
    client.post(page, sent)

    purchase.refresh_from_db()
    assert (purchase.title, purchase.unit) == ("ซื้อเรือ", closed)


def test_a_new_purchase_is_not_given_a_unit_that_is_closed(client, clerk, closed):
    client.force_login(clerk)

    form = client.get("/admin/procurement/purchase/add/").context["adminform"].form

    assert offers(form.fields["unit"]) == set()


def test_a_purchase_keeps_a_line_of_an_ordinance_that_was_withdrawn(
    form_of, make_purchase, make_line, make_year
):
    line = make_line(year=make_year(state=State.WITHDRAWN))
    purchase = make_purchase(budget_line=line)

    assert offers(form_of(purchase).fields["budget_line"]) == {line}


def test_a_purchase_keeps_a_line_of_another_year(form_of, make_purchase, make_line, make_year):
    line, own = make_line(year=make_year(2565)), make_line(year=make_year(2566))
    make_line(year=make_year(2567))
    purchase = make_purchase(budget_line=line)

    assert offers(form_of(purchase).fields["budget_line"]) == {line, own}


def test_a_line_keeps_its_unit(form_of, make_line, closed):
    assert offers(form_of(make_line(unit=closed)).fields["unit"]) == {closed}


def test_a_gift_keeps_its_unit(form_of, closed):
    assert offers(form_of(gift(unit=closed)).fields["unit"]) == {closed}


def test_a_method_keeps_who_is_responsible(client, approver, make_measure, closed):
    measure = make_measure()
    measure.methods.update(responsible=closed)
    client.force_login(approver)

    page = client.get(reverse("admin:measures_measure_change", args=[measure.pk]))

    (methods,) = page.context["inline_admin_formsets"]
    assert closed in offers(methods.formset.forms[0].fields["responsible"])


@pytest.mark.parametrize("kind", [Result, Outcome])
def test_what_came_of_an_old_measure_keeps_it(form_of, make_measure, make_plan, kind):
    measure = make_measure(make_plan(2560))
    for year in range(2561, 2570):
        make_measure(make_plan(year))
    of = {"method": measure.methods.get()} if kind is Result else {"measure": measure}
    row = kind.objects.create(text="ได้ผล", **of, **published_fields(State.PUBLISHED))

    ((name, value),) = of.items()
    assert value in offers(form_of(row).fields[name])
