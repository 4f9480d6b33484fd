import ctypes

from publishing.checks import check_pango, pango_warning


def test_no_warning_where_the_text_library_is_installed():
    assert ctypes.CDLL("libpango-1.0.so.0")

    assert check_pango(None) == []


def test_the_warning_names_the_library_and_the_line_that_installs_it():
    warning = pango_warning("libpango-1.0.so.0")

    assert (warning.id, "libpango-1.0.so.0" in warning.msg) == ("publishing.W001", True)
    assert warning.hint.startswith("apt-get install")
