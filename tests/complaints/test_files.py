"""Sealed files on disk: whole or not at all, nothing beside them, dated by the day."""

import stat
import time

import pytest

from complaints import files
from complaints.files import forget, keep_sealed, open_sealed, root
from complaints.sealing.boxes import CannotOpen, new_key

CONTENT = "หลักฐาน".encode() * 1000


def test_what_was_kept_opens_with_its_key():
    name, key = keep_sealed(CONTENT)

    assert open_sealed(name, key) == CONTENT


def test_the_content_stands_nowhere_in_the_clear():
    keep_sealed(CONTENT)

    [path] = root().iterdir()
    assert "หลักฐาน".encode() not in path.read_bytes()


def test_the_name_tells_nothing():
    names = {keep_sealed(CONTENT)[0] for _each in range(3)}

    assert (len(names), {len(name) for name in names}) == (3, {48})


def test_a_part_that_gets_its_name_while_files_are_counted_is_left_out():
    name, _key = keep_sealed(CONTENT)
    (root() / "gone.part").symlink_to("renamed")  # listed, and then not found, as in that moment

    assert [found for found, _facts in files.stored_files()] == [name]


def test_no_part_is_left_beside_it():
    name, _key = keep_sealed(CONTENT)

    assert [path.name for path in root().iterdir()] == [name]


def test_no_part_is_left_when_the_disk_is_full(monkeypatch):
    def full(*_got):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        keep_sealed(CONTENT)
    assert list(root().iterdir()) == []


def test_its_date_is_a_midnight():
    name, _key = keep_sealed(CONTENT)

    modified = (root() / name).stat().st_mtime
    assert (modified % 86400, 0 <= time.time() - modified < 2 * 86400) == (0, True)


def test_the_folder_is_for_its_owner_alone():
    assert stat.S_IMODE(root().stat().st_mode) == 0o700


def test_another_key_opens_nothing():
    name, _key = keep_sealed(CONTENT)

    with pytest.raises(CannotOpen):
        open_sealed(name, new_key())


def test_a_file_that_was_cut_does_not_open():
    name, key = keep_sealed(CONTENT)
    path = root() / name
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(CannotOpen):
        open_sealed(name, key)


def test_forgetting_twice_is_no_error():
    name, _key = keep_sealed(CONTENT)
    forget(name)
    forget(name)

    assert list(root().iterdir()) == []
