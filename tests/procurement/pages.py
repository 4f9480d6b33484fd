"""What the pages of the procurement desk send: the fields of a purchase, and rows of formsets."""

from django.urls import reverse

PARTS = [
    "medianprice_set",
    "notice_set",
    "bid_set",
    "contract_set",
    "contractchange_set",
    "progress_set",
    "purchasedocument_set",
    "documents",
    "photos",
]


def page_of(row):
    return reverse(f"admin:procurement_{row._meta.model_name}_change", args=[row.pk])


def rows(prefix, forms):
    """Rows of a formset; one that is there already has its `id`."""
    data = {
        f"{prefix}-TOTAL_FORMS": len(forms),
        f"{prefix}-INITIAL_FORMS": sum("id" in form for form in forms),
    }
    for place, form in enumerate(forms):
        data |= {f"{prefix}-{place}-{name}": value for name, value in form.items()}
    return data


def no_rows():
    return {name: value for prefix in PARTS for name, value in rows(prefix, []).items()}


def typed(purchase=None):
    """What stands on the page of a purchase, or what a person types on a new one."""
    return no_rows() | {
        "title": purchase.title if purchase else "ซื้อวัสดุสำนักงาน",
        "fiscal_year": purchase.fiscal_year if purchase else 2566,
        "kind": "works",
        "method": "19",
        "source": "ordinance",
        "allocated": "500,000",
        "amount": "500,000",
    }


def sent_fields(response):
    """How many fields a browser sends: those of all rows there may be, none of them deleted."""
    forms = [response.context["adminform"].form]
    for each in response.context["inline_admin_formsets"]:
        formset = each.formset
        others = formset.max_num - len(formset.forms) if each.has_add_permission else 0
        forms += [formset.management_form, *formset.forms, *[formset.empty_form] * others]
    for name in ("new_documents", "new_photos"):
        if formset := response.context.get(name):
            forms += [formset.management_form, *formset.forms]
    # The button and the token beside them.
    return 2 + sum(name != "DELETE" for form in forms for name in form.fields)
