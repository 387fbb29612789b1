"""Reading archives that were changed, cut, or made by somebody else: refused in words, and nothing written."""

import hashlib
import io
import zipfile

import pytest

from nam_tinh_hinh.kernel import backup
from nam_tinh_hinh.kernel.backup import opening, refusing
from tests.kernel.backup.given import signed, written


@pytest.fixture
def archive(commune):
    return backup.make(commune, commune.into).path


def why(path, identity=None) -> str | None:
    try:
        with backup.opened(path, identity):
            return None
    except backup.BackupRefused as refused:
        return str(refused)


def test_one_changed_bit_anywhere_is_found(archive):
    good = archive.read_bytes()
    places = sorted({*range(0, len(good), max(1, len(good) // 150)), *range(40), *range(len(good) - 150, len(good))})
    unseen = []
    for place in places:
        archive.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        if why(archive) not in (refusing.DAMAGED, refusing.NOT_OURS):
            unseen.append(place)
    assert (len(places) > 300, unseen) == (True, [])
    archive.write_bytes(good)
    assert why(archive) is None


def test_one_changed_bit_in_a_sealed_one_is_found(commune, tmp_path):
    public, private = backup.new_key()
    (tmp_path / "khoa").write_text(private)
    sealed = backup.make(commune, commune.into, recipients=[public]).path
    good = sealed.read_bytes()
    places = [*range(0, len(good), max(1, len(good) // 60)), len(good) - 1]
    unseen = []
    for place in places:
        sealed.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        if why(sealed, tmp_path / "khoa") is None:
            unseen.append(place)
    assert (len(places) > 50, unseen) == (True, [])


@pytest.mark.parametrize("left", [0, 1, 21, 63, 64, 65, 500, -1, -64, -200])
def test_one_cut_short_is_refused(archive, left):
    archive.write_bytes(archive.read_bytes()[:left])
    assert why(archive) in (refusing.DAMAGED, refusing.NOT_OURS)


def test_other_files_are_refused(tmp_path):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        other.writestr("thư.txt", "x" * 500)
    for content, sentence in (
        (b"", refusing.NOT_OURS), (b"SQLite format 3\0", refusing.NOT_OURS), (buffer.getvalue(), refusing.DAMAGED),
    ):  # fmt: skip
        (tmp_path / "a.nth").write_bytes(content)
        assert why(tmp_path / "a.nth") == sentence
    assert why(tmp_path / "khong-co.nth") == refusing.NOT_WRITTEN
    assert why(tmp_path) == refusing.NOT_WRITTEN


def add(name: str):
    def change(said, members):
        members[name] = b"x"
        said["members"][name] = {"size": 1, "sha256": hashlib.sha256(b"x").hexdigest()}

    return change


def db_of(said):
    return said["members"]["nam-tinh-hinh.db"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda said, _m: said.update(format=2), refusing.NEWER),
        (lambda said, _m: said.update(format="x"), refusing.DAMAGED),
        (lambda said, _m: said.pop("counts"), refusing.DAMAGED),
        (lambda said, _m: said.update(members=[]), refusing.DAMAGED),
        (lambda said, _m: said.update(made_at="2026-01-01"), refusing.DAMAGED),
        (lambda said, members: (said["members"].clear(), members.clear()), refusing.DAMAGED),
        (lambda said, _m: db_of(said).update(sha256="0" * 64), refusing.DAMAGED),
        (lambda said, _m: db_of(said).update(size=db_of(said)["size"] + 1), refusing.DAMAGED),
        (lambda said, _m: said["members"].pop("secret_key"), refusing.DAMAGED),
        (lambda _said, members: members.pop("secret_key"), refusing.DAMAGED),
        *[(add(name), refusing.DAMAGED) for name in (
            "../ngoai", "/tmp/ngoai", "uploads/../../ngoai", "C:\\ngoai", "uploads/aa/b", "contact_key", "uploads/",
            "uploads/aa/" + "b" * 64, "nam-tinh-hinh.db/x", "settings.toml\n",
        )],
    ],
)  # fmt: skip
def test_an_archive_that_somebody_made_up_is_refused(archive, tmp_path, change, sentence):
    assert why(written(archive, tmp_path / "a.nth", lambda said, members: None)) is None
    assert why(written(archive, tmp_path / "a.nth", change)) == sentence


def test_a_member_that_comes_twice_is_refused(archive):
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(archive, "a") as doubled:
        doubled.writestr("secret_key", "x")
    signed(archive)
    assert why(archive) == refusing.DAMAGED


def test_a_bomb_is_refused_before_it_is_unpacked(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "MOST_BESIDE", 0)
    content = bytes(20_000_000)

    def change(said, members):
        members["minh-hoa"] = content
        said["members"]["minh-hoa"] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}

    assert why(written(archive, tmp_path / "a.nth", change)) == refusing.DAMAGED


def test_a_member_is_never_read_further_than_it_says(archive, tmp_path):
    """The sizes in the zip lie together with those of the manifest: the bytes count."""
    path = written(archive, tmp_path / "a.nth", lambda said, _m: said["members"]["secret_key"].update(size=5))
    content = path.read_bytes()
    name = content.rindex(b"secret_key", 0, content.rindex(b"PK\x05\x06"))  # in the directory at the end
    path.write_bytes(content[: name - 22] + (5).to_bytes(4, "little") + content[name - 18 :])
    signed(path)
    assert why(path) == refusing.DAMAGED


def test_what_a_symlink_in_it_points_to_is_not_touched(archive, tmp_path):
    def link(said, members):
        members["settings.toml"] = b"/etc/passwd"
        said["members"]["settings.toml"] = {"size": 11, "sha256": hashlib.sha256(b"/etc/passwd").hexdigest()}

    (tmp_path / "x").mkdir()
    with backup.opened(written(archive, tmp_path / "a.nth", link)) as found:
        for one in found.zip.infolist():
            one.external_attr = 0o120777 << 16
        found.unpack(tmp_path / "x")
    assert not (tmp_path / "x" / "settings.toml").is_symlink()
    assert (tmp_path / "x" / "settings.toml").read_bytes() == b"/etc/passwd"
