"""Writes the copy: whole, or not at all."""

import datetime
import json
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from multifocal.fault import Fault
from multifocal.files import printable
from multifocal.web.export.address import checked_base
from multifocal.web.export.computing import Progress, precompute_answers
from multifocal.web.export.program import Program
from multifocal.web.inside.state import Grid, Precomputed

MARK: Final = "multifocal-copy.json"
"""The file by which an earlier export is known: only such a folder is ever replaced."""
WORKER: Final = "sw.js"


def check_place(place: Path, *, replace: bool) -> None:
    """Fault where the copy must not or cannot stand there."""
    if not place.absolute().parent.is_dir():
        raise Fault("export.no_parent", source=printable(place))
    if os.path.lexists(place) and not (
        replace and not place.is_symlink() and (place / MARK).is_file()
    ):
        raise Fault("export.there", source=printable(place))


def _silent(done: int, total: int) -> None:
    """For whoever does not wait."""
    del done, total


def export_site(
    place: Path,
    base_url: str,
    *,
    grid: Grid | None = None,
    date: datetime.date | None = None,
    program: Program | None = None,
    replace: bool = False,
    progress: Progress = _silent,
) -> Mapping[str, int]:
    """Make the folder `place`: the education for a file server at `base_url`. Django must be set up
    with `multifocal.web.export.settings`. Returns the size of each file, bytes. `program`: what its
    page of how to run the rest hands out.

    It is written beside its place and put there when it is whole. Fault where the place is taken
    (but for an earlier copy, where `replace`), or the address is none.
    """
    check_place(place, replace=replace)
    base = checked_base(base_url)
    draft = place.absolute().with_name(f".multifocal-{secrets.token_hex(8)}")
    try:
        files = _files(base, grid or Grid(), date, program, progress)
        for name, content in files.items():
            target = draft / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _put(draft, place, replace=replace)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return {name: len(content) for name, content in files.items()}


def _put(draft: Path, place: Path, *, replace: bool) -> None:
    """The draft to its place; what it replaces goes when it is there."""
    check_place(place, replace=replace)  # minutes have passed
    old = draft.with_name(f"{draft.name}-old")
    if place.exists():
        place.rename(old)
    try:
        draft.rename(place)
    except BaseException:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _files(
    base: str,
    grid: Grid,
    date: datetime.date | None,
    program: Program | None,
    progress: Progress,
) -> dict[str, bytes]:
    """Every file of the copy by its name, in the order of the names."""
    from django.conf import settings  # noqa: PLC0415  (set up by now)
    from django.urls import reverse  # noqa: PLC0415

    from multifocal.web.export.icons import icons, sizes  # noqa: PLC0415
    from multifocal.web.export.pages import (  # noqa: PLC0415
        manifest,
        newest_words,
        pages,
        robots,
        sitemap,
    )
    from multifocal.web.site import share  # noqa: PLC0415
    from multifocal.words import say  # noqa: PLC0415

    languages = tuple(language for language, _ in settings.LANGUAGES)
    answers = precompute_answers(grid, languages, progress)
    folder = f"data/{_version(answers)}/"
    settings.PRECOMPUTED = Precomputed(f"/{folder}", grid)
    settings.PROGRAM = program
    day = date or newest_words()

    files = {f"{folder}{name}": content for name, content in answers.items()}
    static = settings.HERE / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and path.suffix != ".gz":  # a file server packs for itself
            name = path.relative_to(static).as_posix()
            files[f"{settings.STATIC_URL.strip('/')}/{name}"] = path.read_bytes()
    if program:
        files[program.file] = program.content
    files |= dict(pages(base, day))
    made = {f"icons/{name}": content for name, content in icons(static).items()}
    files |= made
    shown = {name: sizes(name) for name in made}
    files["manifest.webmanifest"] = _json(manifest(shown, say("export.name")))
    files[reverse("share-picture").strip("/")] = share.picture()
    files["sitemap.xml"], files["robots.txt"] = sitemap(base), robots(base)
    files[MARK] = _json({"date": day.isoformat(), "version": _version(files)})
    files[WORKER] = _worker(files, folder, languages)
    return dict(sorted(files.items()))


def _worker(files: Mapping[str, bytes], folder: str, languages: Iterable[str]) -> bytes:
    """The service worker: its version is that of everything it keeps."""
    from django.conf import settings  # noqa: PLC0415

    from multifocal.web.export.address import served_at  # noqa: PLC0415

    first, *others = languages
    language_of = {
        name: next((one for one in others if name.startswith((f"{one}/", f"{folder}{one}/"))), "")
        for name in files
    }
    kept: dict[str, list[str]] = {}
    for name in files:
        if name.startswith(folder):
            part = "later"
        elif name.endswith(("index.html", ".json")) and name != MARK:
            part = language_of[name] or first
        elif name.startswith((settings.STATIC_URL.strip("/"), "icons/", "manifest")):
            part = "all"
        else:
            continue
        kept.setdefault(part, []).append(served_at(name) or "./")
    text = (Path(__file__).parent / WORKER).read_text(encoding="utf-8")
    for mark, value in (("VERSION", _version(files)), ("KEPT", kept)):
        if text.count(f'"{mark}"') != 1:
            raise RuntimeError(f"the worker has no place for {mark}")
        text = text.replace(f'"{mark}"', json.dumps(value))
    return text.encode()


def _version(files: Mapping[str, bytes]) -> str:
    """A name that changes with any of the files."""
    digest = sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
