"""A report under a password: opened by it alone, and as readable to a screen reader as without."""

import io
from datetime import date
from typing import Any

import pikepdf
import pytest

from multifocal.extras import EXTRAS
from multifocal.fault import Fault
from multifocal.report.diary import ReportOptions, diary_pdf, present_diary, protect_pdf

PASSWORD = "for Dr. Ünal"


@pytest.fixture(scope="module")
def report() -> bytes:
    """An empty diary's report."""
    return diary_pdf(present_diary((), ReportOptions(), made_on=date(2026, 11, 29)))


def opened(pdf: bytes, password: str = "") -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf), password=password)


def tags(document: pikepdf.Pdf) -> list[str]:
    """The kinds of all elements of the structure tree, in reading order."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element, pikepdf.Dictionary):
            return
        if "/S" in element:
            found.append(str(element["/S"]))
        below = element.get("/K", [])
        for one in below if isinstance(below, pikepdf.Array) else [below]:
            walk(one)

    walk(document.Root.StructTreeRoot)
    return found


def test_only_the_password_opens_it(report: bytes) -> None:
    locked = protect_pdf(report, PASSWORD)
    for wrong in ("", "for Dr. Unal", PASSWORD.upper()):
        with pytest.raises(pikepdf.PasswordError):
            opened(locked, wrong)
    with opened(locked, PASSWORD) as document:
        assert document.is_encrypted
        assert (document.encryption.R, document.encryption.P & (1 << 9)) == (6, 1 << 9)
        assert document.encryption.stream_method == pikepdf.models.encryption.EncryptionMethod.aesv3
        assert document.encryption.bits == 256
        assert document.allow.accessibility


def test_tags_language_title_and_the_mark_of_pdf_ua_stay(report: bytes) -> None:
    with opened(report) as before, opened(protect_pdf(report, PASSWORD), PASSWORD) as after:
        assert tags(after) == tags(before)
        assert {"/H1", "/P"} <= set(tags(after))
        for document in (before, after):
            assert document.Root.MarkInfo.Marked
            assert str(document.Root.Lang).startswith("en")
            assert document.Root.ViewerPreferences.DisplayDocTitle
            with document.open_metadata() as about:
                assert about["pdfuaid:part"] == "1"
                assert about["dc:title"]
        assert len(after.pages) == len(before.pages)
        for one, other in zip(before.pages, after.pages, strict=True):
            assert one.Contents.read_bytes() == other.Contents.read_bytes()


def test_nothing_of_it_is_in_clear(report: bytes) -> None:
    """Neither text nor metadata, whose title says whose diary it is."""
    assert b"pdfuaid" in report
    locked = protect_pdf(report, PASSWORD)
    for word in (b"pdfuaid", b"Multifocal", PASSWORD.encode()):
        assert word not in locked


@pytest.mark.parametrize(
    ("password", "said"), [("", "too short"), ("1234567", "too short"), ("é" * 64, "too long")]
)
def test_a_password_that_will_not_do(report: bytes, password: str, said: str) -> None:
    with pytest.raises(Fault, match=said):
        protect_pdf(report, password)


def test_without_pikepdf_the_extra_is_named(report: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys  # noqa: PLC0415

    assert "pikepdf" in EXTRAS["encrypted"]
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    with pytest.raises(Fault, match=r'pikepdf.*pip install "multifocal\[encrypted\]"'):
        protect_pdf(report, PASSWORD)
