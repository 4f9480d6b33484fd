import ctypes

from publishing.checks import check_pango


def test_no_warning_where_the_text_library_is_installed():
    assert ctypes.CDLL("libpango-1.0.so.0")

    assert check_pango(None) == []
