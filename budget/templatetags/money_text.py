"""How pages of the budget write amounts: with a real minus, and with a plus where money came."""

from decimal import Decimal

from django import template

from agency.wording import compact_baht
from thai.money import format_baht

register = template.Library()

MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"


@register.filter
def money(value: Decimal | None) -> str:
    """Write "1,234.50" or "−1,234.50"; "–" where there is nothing to say."""
    return "–" if value is None else format_baht(value).replace("-", MINUS)


@register.filter
def signed(value: Decimal | None) -> str:
    """Write "+1,234.50", "−1,234.50" or "0.00": a change."""
    return f"+{money(value)}" if value and value > 0 else money(value)


@register.filter
def headline(value: Decimal | None) -> str:
    """Write "46.90 ล้านบาท" with the number beside its unit, as sentences and figures say it."""
    if value is None:
        return "–"
    return compact_baht(value).replace("-", MINUS).replace(" ", NO_BREAK, 1)


@register.filter
def percentage(value: Decimal | None) -> str:
    """Write "46.12%"; "–" of nothing."""
    return "–" if value is None else f"{value:,}%".replace("-", MINUS)


@register.filter
def whole_percentage(value: Decimal | None) -> str:
    """Write "46%", as a sentence says it."""
    return "–" if value is None else f"{value:,.0f}%".replace("-", MINUS)


@register.filter
def thousands(value: int | None) -> str:
    """Write "5,000"."""
    return "–" if value is None else f"{value:,}"
