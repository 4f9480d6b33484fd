import pytest

from thai.markup import mark_thai


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        # A whole element, a run, several runs.
        ("<p>ถนน</p>", '<p lang="th">ถนน</p>'),
        ("<td>\n  ถนน สาย 2\n</td>", '<td lang="th">\n  ถนน สาย 2\n</td>'),
        (
            "<p>Year 2566 · อบต.ตัวอย่าง</p>",
            '<p>Year 2566 · <span lang="th">อบต.ตัวอย่าง</span></p>',
        ),
        (
            "<p>ถนน <b>wide</b> and หมู่ที่ 9</p>",
            '<p><span lang="th">ถนน</span> <b>wide</b> and <span lang="th">หมู่ที่ 9</span></p>',
        ),
        # Entities are no Latin letters, and stay whole.
        ("<p>ถนน &amp; ทาง</p>", '<p lang="th">ถนน &amp; ทาง</p>'),
        ("<p>a &amp; ทาง</p>", '<p>a &amp; <span lang="th">ทาง</span></p>'),
        # Elements that take no other inside.
        ("<option>ถนน A</option>", '<option lang="th">ถนน A</option>'),
        ("<textarea>my ถนน</textarea>", '<textarea lang="th">my ถนน</textarea>'),
        ("<svg><title>QR ถนน</title></svg>", '<svg><title lang="th">QR ถนน</title></svg>'),
        # Attributes that are read aloud; what is English inside says so.
        ('<img alt="รูป" src="x">', '<img alt="รูป" src="x" lang="th">'),
        ('<img alt="รูป" />', '<img alt="รูป" lang="th"/>'),
        ('<input value="ถนน">', '<input value="ถนน" lang="th">'),
        ('<option value="ถนน">Road</option>', '<option value="ถนน">Road</option>'),
        (
            '<a aria-label="ถนน">PDF</a> more',
            '<a aria-label="ถนน" lang="th"><span lang="en">PDF</span></a> more',
        ),
        (
            '<div title="ก"><div><p>1 x</p></div>a</div>b',
            '<div title="ก" lang="th"><div><p lang="en">1 x</p></div><span lang="en">a</span></div>b',
        ),
        # What an author has marked.
        ('<p lang="th">ถนน ITA</p><p>ITA</p>', '<p lang="th">ถนน ITA</p><p>ITA</p>'),
        (
            '<div lang="th"><p>Data as of</p><p>ถนน</p></div>',
            '<div lang="th"><p lang="en">Data as of</p><p>ถนน</p></div>',
        ),
        (
            '<tr lang="th"><td data-label="รหัส">P66</td></tr>',
            '<tr lang="th"><td data-label="รหัส"><span lang="en">P66</span></td></tr>',
        ),
        # What nobody reads aloud.
        ("<script>'ถนน'</script><!-- ถนน -->", "<script>'ถนน'</script><!-- ถนน -->"),
        ('<td data-name="ถนน">1</td>', '<td data-name="ถนน">1</td>'),
        ("<title>ถนน</title></head><p>ก</p>", '<title>ถนน</title></head><p lang="th">ก</p>'),
        # The sign of the baht belongs to every language; a lonely < harms nothing.
        ("<p>฿5 < ฿6</p>", "<p>฿5 < ฿6</p>"),
        ('<p title="a > b">ก</p>', '<p title="a > b" lang="th">ก</p>'),
        ("ถนน", '<span lang="th">ถนน</span>'),
        ("", ""),
    ],
)
def test_thai_is_marked_where_it_stands(html, marked):
    assert mark_thai(html) == marked


@pytest.mark.parametrize(
    "html", ['<p lang="th">ถนน</p>', '<p>a <span lang="th">ถนน</span></p>', "<p>plain</p>"]
)
def test_what_is_marked_already_stays(html):
    assert mark_thai(html) == html
