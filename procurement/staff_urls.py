"""Addresses of the daily work on procurement, below `/admin/procurement/`."""

from typing import Any

app_name = "procurement_staff"
urlpatterns: list[Any] = []
