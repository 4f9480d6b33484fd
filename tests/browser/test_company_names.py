"""Long names of companies on a phone: whole words, and beside them labels that can be read."""

import pytest

from procurement.models import Contract, Vendor

pytestmark = pytest.mark.browser

FORMS = {
    "month": "/procurement/2566/monthly/2566-01/",
    "quarter": "/procurement/2566/quarterly/q2/",
    "ITA": "/procurement/2566/ita/",
}
PURCHASE = "/procurement/2566/25/"
UNBROKEN = "InternationalConstructionEngineeringCompanyLtd"
WORDS = ["คอนสตรัคชั่น", "เอ็นจิเนียริ่ง", "ดีเวลลอปเม้นท์"]
# How many lines each of the words takes, wherever it stands on the page.
LINES = """words => {
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const lines = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const word of words) {
      const place = node.data.indexOf(word);
      if (place < 0) continue;
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + word.length);
      const middles = [...range.getClientRects()].map(box => Math.round(box.top + box.height / 2));
      lines.push(new Set(middles).size);
    }
  return lines;
}"""
ASIDE = """() => [...document.querySelectorAll("td[data-label] .phrase")].filter(phrase =>
  phrase.getBoundingClientRect().left < phrase.closest("td").getBoundingClientRect().left + 8 * 16
).length"""
LABELS = """() => [...document.querySelectorAll("td[data-label]")].map(
  cell => parseFloat(getComputedStyle(cell).gridTemplateColumns))"""
TOO_WIDE = """() => [document.scrollingElement, ...document.querySelectorAll(".table-scroll")].filter(
  each => each.scrollWidth > each.clientWidth).length"""


@pytest.fixture(scope="module")
def long_names(portal):
    """Give every company three foreign words and one that has no end, and so every contract."""
    for vendor in Vendor.objects.all():
        vendor.name = f"บริษัท สมมุติ{''.join(WORDS)} {UNBROKEN}{vendor.pk} จำกัด"
        vendor.save()
    for contract in Contract.objects.all():
        contract.number = f"{UNBROKEN}{contract.pk}"
        contract.save()


@pytest.mark.parametrize("url", [*FORMS.values(), PURCHASE], ids=[*FORMS, "purchase"])
def test_a_foreign_word_in_the_name_of_a_company_stays_on_one_line(long_names, open_browser, url):
    page = open_browser()
    page.goto(url)

    assert set(page.evaluate(LINES, WORDS)) == {1}


@pytest.mark.parametrize("url", FORMS.values(), ids=FORMS)
def test_a_word_without_end_leaves_the_labels_their_room(long_names, open_browser, url):
    page = open_browser()
    page.goto(url)

    assert (min(page.evaluate(LABELS)), page.evaluate(ASIDE)) == (8 * 16, 0)


@pytest.mark.parametrize("url", [*FORMS.values(), PURCHASE], ids=[*FORMS, "purchase"])
def test_nothing_scrolls_sideways_for_a_word_without_end(long_names, open_browser, url):
    page = open_browser()
    page.goto(url)

    assert page.evaluate(TOO_WIDE) == 0
