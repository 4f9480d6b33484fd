"""How documents and pages write what officers typed: numerals and paragraphs."""

from django import template

from publishing.numerals import official_digits, unbroken
from publishing.prose import Paragraph, paragraphs

register = template.Library()


@register.filter
def official(value: object, thai: object) -> str:
    """Write a text or a number with Thai numerals when `thai` is true, with Arabic ones if not."""
    return "" if value is None else official_digits(str(value), thai=bool(thai))


@register.filter
def together(text: str) -> str:
    """Keep numbers on the line of the word that they belong to: หมู่ที่ 9."""
    return unbroken(text)


@register.filter
def prose(value: str) -> list[Paragraph]:
    """Tell a plain text apart into its paragraphs and list items."""
    return paragraphs(value)
