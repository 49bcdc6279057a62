"""Copies of the site for tests, each written by a process of its own, and read as a file server
and a browser would."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

BASE = "https://example.org/about/mmn/"
ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "src" / "multifocal"
KINDS = {".css", ".html", ".js", ".json", ".po", ".py", ".svg", ".toml", ".typ"}
DAY_S = 86_400
COARSE = ("--grid-mm", "340", "--grid-percent", "50")
"""Three places and three amounts of damage: seconds, not a minute."""


def write_copy(folder: Path, *more: str, base: str = BASE, **settings: str) -> None:
    """`multifocal site export`, as people run it."""
    data = folder.parent / "data-of-nobody"
    done = subprocess.run(
        [sys.executable, "-m", "multifocal.cli", "site", "export", str(folder), "--base-url", base,
         *more],
        env={**os.environ, "MULTIFOCAL_DATA": str(data), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def coarse_copy() -> Path:
    """The folder of a coarse copy of these sources, written once for all processes that test them:
    an export is whole as soon as it is there."""
    digest = sha256()
    for path in sorted(p for p in SOURCES.rglob("*") if p.suffix in KINDS):
        digest.update(f"{path.relative_to(SOURCES)}\0".encode() + path.read_bytes())
    place = ROOT / "build" / "test-copies" / digest.hexdigest()[:16] / "mmn"
    if not place.is_dir():
        for old in place.parents[1].glob("*"):
            if time.time() - old.stat().st_mtime > DAY_S:
                shutil.rmtree(old, ignore_errors=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_copy(place, *COARSE)
        except AssertionError:
            if not place.is_dir():  # another process may have been faster
                raise
    return place


@dataclass
class Link:
    """An address on a page, as it is written, and of which tag."""

    tag: str
    href: str
    attributes: dict[str, str]


class Read(HTMLParser):
    """A page's links, its ids and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links, self.ids, self.tags = (
            list[Link](),
            set[str](),
            list[tuple[str, dict[str, str]]](),
        )
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.add(values["id"])
        for name in ("href", "src", "action", "data-precomputed"):
            if name in values:
                self.links.append(Link(tag, values[name], values))


@dataclass(frozen=True)
class Copy:
    """A copy on disk, at the address where it is to be served."""

    folder: Path
    base: str

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its name."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, Read]:
        """Every page by its file."""
        return {n: Read(c.decode()) for n, c in self.files.items() if n.endswith(".html")}

    def answered(self, link: str, page: str) -> tuple[str | None, str]:
        """The file that a plain file server hands out for a link on that page, None where none,
        and the anchor; for an address elsewhere the address itself."""
        whole = urljoin(self.base + page.removesuffix("index.html"), link)
        parts = urlsplit(whole)
        if not whole.startswith(self.base):
            return whole, ""
        path = unquote(whole.removeprefix(self.base).partition("#")[0].partition("?")[0])
        name = path + "index.html" if path.endswith("/") or not path else path
        return (name if name in self.files else None), parts.fragment

    def frames(self) -> Iterator[tuple[int, int, dict[str, Any]]]:
        """Every stored answer of the nerve: place, damage, and the answer put together."""
        for name in self.files:
            stem = Path(name).stem
            if name.startswith("data/") and name.count("/") == 2 and stem.isdigit():
                numbers, words = self.both(stem)
                for k, damage in enumerate(numbers["damage"]):
                    yield int(stem), damage, together(numbers, words, k)

    def both(self, stem: str, language: str = "en") -> tuple[dict[str, Any], dict[str, Any]]:
        """Numbers and sentences of a stored file."""
        (folder,) = {"/".join(n.split("/")[:2]) for n in self.files if n.startswith("data/")}
        names = (f"{folder}/{stem}.json", f"{folder}/{language}/{stem}.json")
        numbers, words = (json.loads(self.files[name]) for name in names)
        return numbers, words


def together(numbers: dict[str, Any], words: dict[str, Any], k: int) -> dict[str, Any]:
    """The k-th answer of a file, as the server would have given it."""
    frame = dict(numbers["frames"][k])
    if "responses" in frame:
        frame["responses"] = [
            [{**row, "line": numbers["lines"][row["line"]]} for row in rows]
            for rows in frame["responses"]
        ]
    return {"numbers": frame, "words": _said(words["frames"][k], words["texts"])}


def _said(part: Any, texts: list[str]) -> Any:
    if isinstance(part, int):
        return texts[part]
    if isinstance(part, list):
        return [_said(one, texts) for one in part]
    return {name: _said(one, texts) for name, one in part.items()}
