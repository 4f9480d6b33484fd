"""What every form of the backend has in common, whatever it is about."""

import re

import pytest
from django.contrib import admin
from django.urls import reverse

from agency.form_fields import CHOOSE

ADDABLE = [
    f"admin:{model._meta.app_label}_{model._meta.model_name}_add"
    for model, desk in admin.site._registry.items()
    if "add" in getattr(desk, "opts", model._meta).default_permissions
]


@pytest.mark.parametrize("name", ADDABLE)
def test_every_menu_asks_to_choose_in_the_same_words(admin_client, agency, name):
    page = admin_client.get(reverse(name)).content.decode()

    said = set(re.findall(r'<option value=""[^>]*>\s*([^<]*?)\s*</option>', page)) - {""}
    assert said <= {str(CHOOSE)}
