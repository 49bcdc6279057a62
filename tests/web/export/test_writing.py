"""A copy is written whole or not at all, and only over an earlier one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from multifocal.fault import Fault
from multifocal.web.export import site
from multifocal.web.export.address import checked_base, file_of, relative, with_links
from multifocal.web.export.site import MARK, export_site

FILES = {"index.html": b"home", "a/index.html": b"a", MARK: b"{}"}
BASE = "https://example.org/"


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "_files", lambda *_: dict(FILES))


@pytest.mark.usefixtures("_quick")
def test_a_copy_stands_whole_and_an_earlier_one_is_replaced_when_asked(tmp_path: Path) -> None:
    place = tmp_path / "mmn"
    export_site(place, BASE)
    assert (place / "a" / "index.html").read_bytes() == b"a"
    (place / "old.html").write_text("of the earlier one")
    with pytest.raises(Fault, match="already"):
        export_site(place, BASE)
    export_site(place, BASE, replace=True)
    assert not (place / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["mmn"]


@pytest.mark.usefixtures("_quick")
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_nothing_else_is_ever_replaced(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "mmn"
    if kind == "folder":
        place.mkdir()
        (place / "thesis.txt").write_text("mine")
    elif kind == "file":
        place.write_text("mine")
    else:
        export_site(tmp_path / "real", BASE)
        place.symlink_to(tmp_path / "real")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Fault, match="already"):
        export_site(place, BASE, replace=True)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("when", ["computing", "writing"])
def test_an_interruption_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    place = tmp_path / "mmn"

    class Stopped(dict[str, bytes]):
        def items(self) -> Iterator[tuple[str, bytes]]:  # type: ignore[override]
            yield "index.html", b"half"
            raise KeyboardInterrupt

    def files(*_: object) -> dict[str, bytes]:
        if when == "computing":
            raise KeyboardInterrupt
        return Stopped()

    monkeypatch.setattr(site, "_files", files)
    with pytest.raises(KeyboardInterrupt):
        export_site(place, BASE)
    assert not list(tmp_path.iterdir())
    with pytest.raises(Fault, match="not there"):
        export_site(tmp_path / "none" / "mmn", BASE)


@pytest.mark.parametrize(
    "url",
    ["example.org", "http://example.org", "https://", "https://a.b/?x", "https://a.b/#x",
     "https://a.b/ c", "https://me@a.b/", "file:///tmp", "https://a.b:x/", "javascript:alert(1)"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Fault, match="not an https address"):
        checked_base(url)


def test_addresses() -> None:
    assert checked_base("https://a.b/c") == "https://a.b/c/"
    assert checked_base("http://127.0.0.1:80") == "http://127.0.0.1:80/"
    assert [file_of(a) for a in ("/", "/symptoms", "/share.png", "/nl/about")] == [
        "index.html", "symptoms/index.html", "share.png", "nl/about/index.html",
    ]  # fmt: skip
    for link, made in (
        ("/", "../"), ("/symptoms#x", "../symptoms/#x"),
        ("/inside?at=5&b=6#try", "../inside/?at=5&b=6#try"),
        ("/static/1/a.css", "../static/1/a.css"), ("/data/1/", "../data/1/"), ("#x", "#x"),
        ("?gaps=1#x", "?gaps=1#x"), ("//a.b/c", "//a.b/c"), ("https://a.b/", "https://a.b/"),
    ):  # fmt: skip
        assert relative(link, "../") == made
    assert relative("/", "") == "./"


def test_only_links_of_a_page_are_changed() -> None:
    page = (
        '<!doctype html><p class="/x" title=\'href="/no"\'>a href="/no" &amp; &#x27;<br/>'
        '<a class="b" href="/c?d=1&amp;e=2">/c</a><!-- href="/no" -->'
        '<link href="https://export.invalid/c?x"><a href="//other.example/c">o</a>'
    )
    made = with_links(page, "/a", "https://example.org/mmn/")
    assert made == page.replace('"/c?d=1&amp;e=2"', '"../c/?d=1&amp;e=2"').replace(
        "https://export.invalid/c", "https://example.org/mmn/c/"
    )
