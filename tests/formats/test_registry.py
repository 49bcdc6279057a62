"""The formats that are known: each is one file, and a new one joins with one file."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from multifocal.fault import Fault
from multifocal.formats import (
    format_for,
    format_named,
    format_of,
    formats,
    known,
    parse_study,
    write_study,
)
from multifocal.web.workup.downloads import offered
from tests.study.tables import pair, table

PIPES = """
from multifocal.formats.format import Format, Reading
from multifocal.formats import parse_csv, write_csv_study


def _read(content, asked):
    return Reading(parse_csv(content.removeprefix(b"pipes!\\n").replace(b"|", b",")), "pipes")


def _write(study, wanted):
    return (b"pipes!\\n" + write_csv_study(study).encode().replace(b",", b"|"),), ()


FORMAT = Format(
    name="pipes", title="Pipes", suffixes=(".pipes",), media_type="text/plain",
    recognizes=lambda content: content.startswith(b"pipes!"), read=_read, write=_write,
    measured=True, text=True,
)
"""


@pytest.fixture
def pipes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A format that nobody knew, as one file in the folder of those that are known."""
    (tmp_path / "pipes.py").write_text(PIPES, encoding="utf-8")
    monkeypatch.setattr(known, "__path__", [*known.__path__, str(tmp_path)])
    formats.cache_clear()
    yield
    formats.cache_clear()
    sys.modules.pop("multifocal.formats.known.pipes", None)


@pytest.mark.usefixtures("pipes")
def test_a_new_format_is_read_written_and_offered_everywhere() -> None:
    study = parse_study(table(*pair())).study
    (content,), lost = write_study(study, "pipes")
    assert not lost
    assert format_of(content).name == "pipes"
    again = parse_study(content)
    assert again.format == "pipes" and again.study == study
    assert format_for("mine.PIPES") == format_named("pipes")
    assert format_named("pipes") in offered(waves=False)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.csv", "csv"),
        ("A.TXT", "csv"),
        ("a.xlsx", "xlsx"),
        ("a.json", "json"),
        ("a.fhir.json", "fhir"),
        ("a.fhir", "fhir"),
        ("a.edf", "edf"),
    ],
)
def test_a_name_s_ending_asks_for_a_format(name: str, kind: str) -> None:
    found = format_for(name)
    assert found is not None and found.name == kind


def test_an_ending_that_nobody_knows_asks_for_none() -> None:
    assert format_for("a.doc") is None and format_for("") is None


@pytest.mark.parametrize("kind", formats(), ids=lambda one: one.name)
def test_what_a_format_can_do_fits_together(kind: object) -> None:
    found = format_named(kind.name)  # type: ignore[attr-defined]
    assert (found.read is None) == (found.recognizes is None)
    assert found.read or found.write
    assert all(one.startswith(".") and one == one.lower() for one in found.suffixes)


def test_anything_is_of_some_format_or_a_known_stranger() -> None:
    assert format_of(b"").name == "csv"
    for stranger in (b"%PDF-1.7", b"\x89PNG", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(Fault):
            format_of(stranger)
