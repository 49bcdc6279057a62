"""A copy hands out the program itself where it is given one: this version's wheel, whole."""

import zipfile
from pathlib import Path

import pytest

from multifocal import __version__
from multifocal.fault import Fault
from multifocal.web.export.program import read_program
from tests.web.export.copies import COARSE, Copy, write_copy

NAME = f"multifocal-{__version__}-py3-none-any.whl"
FILES = {
    f"multifocal-{__version__}.dist-info/METADATA": f"Name: multifocal\nVersion: {__version__}\n",
    f"multifocal-{__version__}.dist-info/entry_points.txt": "multifocal = multifocal.cli:main\n",
}


def wheel(path: Path, files: dict[str, str] = FILES) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, text in files.items():
            opened.writestr(name, text)
    return path


def damaged(path: Path) -> Path:
    content = bytearray(wheel(path).read_bytes())
    content[content.index(b"Name: multifocal")] ^= 1
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "given",
    [
        lambda folder: wheel(folder / f"multifocal-{__version__}+mine-py3-none-any.whl"),
        lambda folder: wheel(folder / NAME, {"a": "b"}),
        lambda folder: wheel(folder / NAME, FILES | {list(FILES)[1]: "other = other:main"}),
        lambda folder: damaged(folder / NAME),
        lambda folder: folder / NAME,
        lambda folder: folder,
    ],
    ids=["renamed", "of nothing", "no command", "damaged", "not there", "a folder"],
)
def test_only_the_wheel_of_this_version_is_taken(tmp_path: Path, given) -> None:  # type: ignore[no-untyped-def]
    path = given(tmp_path)
    with pytest.raises(Fault) as fault:
        read_program(path)
    assert str(path) in str(fault.value) and "make release" in str(fault.value)


def test_without_one_the_page_says_whom_to_ask(copy: Copy) -> None:
    page = copy.files["workup/index.html"].decode()
    assert "Ask whoever looks after this site" in page
    assert "pipx install &quot;multifocal" not in page, "there is no such package yet"


@pytest.mark.exhaustive
def test_with_one_the_page_leads_to_it_and_the_worker_does_not_fetch_it(tmp_path: Path) -> None:
    given = wheel(tmp_path / NAME)
    write_copy(tmp_path / "mmn", *COARSE, "--program", str(given))
    page = (tmp_path / "mmn/workup/index.html").read_text(encoding="utf-8")
    assert f'href="../program/{NAME}"' in page
    assert f"pipx install &quot;./{NAME}[site,pdf]&quot;" in page or f'"./{NAME}[site,pdf]"' in page
    assert (tmp_path / "mmn/program" / NAME).read_bytes() == given.read_bytes()
    assert NAME not in (tmp_path / "mmn/sw.js").read_text(encoding="utf-8")
