"""`multifocal study batch`: a folder of studies at once, as tidy rows."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import track

from multifocal.cli.outputs import ForceOption, named
from multifocal.cli.study import files
from multifocal.cli.study.report_options import (
    AreaOption,
    DurationOption,
    ProfileOption,
    lasting_answers,
    profile_of,
)
from multifocal.criteria import criteria_names, criteria_set, evaluate_by
from multifocal.fault import Fault
from multifocal.files import check_outputs, printable, write_together
from multifocal.formats import Profile, formats, read_study
from multifocal.formats.report.profile import NO_PROFILE
from multifocal.orphaned import end_with_parent
from multifocal.report.tidy import (
    SEGMENT_COLUMNS,
    TABLE_VERSION,
    fault_row,
    redcap_contents,
    redcap_files,
    require_parquet,
    segment_rows,
    study_columns,
    study_row,
    tidy_csv,
    tidy_parquet,
    tidy_xlsx,
)
from multifocal.words import listed, listed_clauses, say

SEGMENTS, STUDIES = "segments", "studies"
_KINDS: Final = (".csv", ".parquet", ".xlsx")
_OF_REPORTS: Final = (".html", ".htm", ".rtf", ".tsv", ".tab", ".asc", ".md", ".markdown")
"""Endings of text that may be a report, beside those of the formats: each is a row, be it one with
its fault."""
_MOST_NAMED: Final = 10
_CHUNK: Final = 4
_FLAGS: Final = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_PRIVATE: Final = 0o600  # a draft holds what the studies hold


@dataclass(frozen=True)
class _Work:
    """One file to evaluate: its path, its name in the rows, by which sets, and what answers the
    questions of reports."""

    path: Path
    name: str
    criteria: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    profile: Profile = NO_PROFILE


def batch(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False,
                             help="cli_study.batch.folder")
    ],
    out: Annotated[Path, typer.Option(callback=named, help="cli_study.batch.out")],
    jobs: Annotated[int, typer.Option(min=0, help="cli_study.batch.jobs")] = 0,
    area: AreaOption = None,
    duration: DurationOption = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="ITEM=WORD", help="cli_study.batch.answer"),
    ] = None,
    profile: ProfileOption = None,
    redcap: Annotated[
        Path | None,
        typer.Option(
            "--redcap-dictionary", metavar="FILE", callback=named, help="cli_study.batch.redcap"
        ),
    ] = None,
    force: ForceOption = False,
) -> None:  # fmt: skip
    """`multifocal study batch`, whose help is `cli_study.batch.help`."""
    if out.suffix.lower() not in _KINDS:
        raise typer.BadParameter(say("cli_study.batch.ending", known=listed(_KINDS)))
    draft = out.with_name(f".{out.name}.part")
    outputs = [*_outputs(out), *(redcap_files(redcap) if redcap else ())]
    if len(set(outputs)) < len(outputs):
        raise typer.BadParameter(say("cli_study.batch.redcap_same", file=str(redcap)))
    criteria = criteria_names()
    told = lasting_answers(area, duration, answer, where=("",))[""]
    try:
        if out.suffix.lower() == ".parquet":
            require_parquet()  # before an hour of work
        kept = profile_of(profile)
        check_outputs(outputs, replace=force)
        beside = (*outputs, draft)
        every = [one for one in _files(folder) if one not in beside]
        paths = [one for one in every if one.name.lower().endswith(_endings())]
        works = [
            _Work(one, one.relative_to(folder).as_posix(), criteria, told, kept) for one in paths
        ]
        settings = _settings(criteria, {"answers": told, **asdict(kept)})
        rows = _evaluated(works, draft, settings, jobs or os.cpu_count() or 1)
        studies = [row for one in rows for row in one[STUDIES]]
        segments = [row for one in rows for row in one[SEGMENTS]]
        contents = _contents(out, criteria, segments, studies)
        if redcap is not None:
            contents |= redcap_contents(redcap, criteria, studies, segments)
        write_together(contents, replace=force)
    except Fault as fault:
        raise files.one_line(fault) from None
    except OSError as error:
        reason = (error.strerror or "").lower()
        unwritable = Fault("files.unwritable", path=printable(draft), reason=reason)
        raise files.one_line(unwritable) from None
    draft.unlink(missing_ok=True)
    _name_unread(folder, [one for one in every if one not in paths])
    faults = sum(bool(row.get("fault")) for row in studies)
    typer.echo(
        say("cli_study.batch.done", count=len(studies), faults=faults, segments=len(segments))
    )


def _outputs(out: Path) -> list[Path]:
    if out.suffix.lower() == ".xlsx":
        return [out]
    return [out, out.with_name(f"{out.stem}-{STUDIES}{out.suffix}")]


def _contents(
    out: Path, criteria: Sequence[str], segments: list[Any], studies: list[Any]
) -> dict[Path, bytes]:
    columns = study_columns(criteria)
    sheets = {SEGMENTS: (SEGMENT_COLUMNS, segments), STUDIES: (columns, studies)}
    if out.suffix.lower() == ".xlsx":
        return {out: tidy_xlsx(sheets)}
    write = tidy_csv if out.suffix.lower() == ".csv" else tidy_parquet
    return dict(zip(_outputs(out), (write(*one) for one in sheets.values()), strict=True))


def _files(folder: Path) -> list[Path]:
    """Every file below the folder that is not hidden, by name."""
    return sorted(
        one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")
    )


def _endings() -> tuple[str, ...]:
    """The endings of files that are tried: those of formats that can be read, and of reports."""
    return (*(suffix for one in formats() if one.read for suffix in one.suffixes), *_OF_REPORTS)


def _name_unread(folder: Path, paths: Sequence[Path]) -> None:
    """Names the files that were not tried, for none may be missed in silence."""
    if paths:
        names = [printable(one.relative_to(folder)) for one in paths[:_MOST_NAMED]]
        more = len(paths) - len(names)
        said = listed([*names, say("cli_study.batch.more", count=more)] if more else names)
        typer.echo(say("cli_study.batch.unread", count=len(paths), files=said), err=True)


def _settings(criteria: Sequence[str], told: Mapping[str, Any]) -> str:
    """By what a draft was made: one of other sets, versions or answers is not gone on with."""
    sets = " ".join(f"{name}:{criteria_set(name).version}" for name in criteria)
    return f"{sets} table:{TABLE_VERSION} {json.dumps(told, sort_keys=True)}"


def _evaluated(works: Sequence[_Work], draft: Path, settings: str, jobs: int) -> list[Any]:
    """The rows of every file, in order. Each file's are kept in the draft at once, so that a run
    that was stopped goes on where it was."""
    done = dict(_drafted(draft, settings))
    sums = {one.name: _sum(one.path) for one in works}
    open_ = [one for one in works if done.get(one.name, {}).get("sum") != sums[one.name]]
    fresh = not done
    flags = _FLAGS | (os.O_TRUNC if fresh else os.O_APPEND)
    with open(os.open(draft, flags, _PRIVATE), "w", encoding="utf-8") as stream:  # noqa: PTH123
        if fresh:
            stream.write(json.dumps({"settings": settings}) + "\n")
        for one in _each(open_, jobs):
            one["sum"] = sums[one["name"]]
            done[one["name"]] = one
            stream.write(json.dumps(one) + "\n")
            stream.flush()
    return [done[one.name] for one in works]


def _sum(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _drafted(draft: Path, settings: str) -> Iterator[tuple[str, Any]]:
    """What a draft of the same settings holds; a line that was cut off is left out."""
    if not draft.is_file() or draft.is_symlink():
        return
    lines = draft.read_text(encoding="utf-8", errors="replace").splitlines()
    if not lines or lines[0] != json.dumps({"settings": settings}):
        return
    for line in lines[1:]:
        try:
            one = json.loads(line)
        except ValueError:
            continue
        yield one["name"], one


def _each(works: Sequence[_Work], jobs: int) -> Iterable[Any]:
    console = Console(stderr=True)
    said = say("cli_study.batch.progress")
    quiet = not sys.stderr.isatty()
    if jobs == 1 or len(works) < 2 * _CHUNK:
        yield from track(map(_one, works), said, len(works), console=console, disable=quiet)
        return
    with ProcessPoolExecutor(jobs, initializer=end_with_parent) as pool:
        found = pool.map(_one, works, chunksize=_CHUNK)
        yield from track(found, said, len(works), console=console, disable=quiet)


def _answers(fault: Fault) -> str | None:
    """The answers that a report needs, a line each, as `--answer` takes them: ITEM=WORD."""
    ways = [str(one.parameters["ways"]) for one in fault.each if "ways" in one.parameters]
    plain = [re.sub(r"--(\w+) ", r"\1=", one.replace("--answer ", "")) for one in ways]
    return "\n".join(plain) or None


def _one(work: _Work) -> dict[str, Any]:
    """The rows of one file; a damaged one is a row with its fault."""
    try:
        reading = read_study(work.path, answers=work.answers, profile=work.profile)
        study, _ = files.completed(reading)
        found = evaluate_by(study, work.criteria)
        return {
            "name": work.name,
            STUDIES: [study_row(work.name, study, found, reading.unread)],
            SEGMENTS: segment_rows(work.name, study, found),
        }
    except Fault as fault:
        # a report's questions are answered together, and so they are named together
        text = listed_clauses(str(one) for one in fault.each)
        row = fault_row(work.name, text, fault.line, fault.column, _answers(fault))
    except Exception as error:  # one file must not end a night's work
        text = say("cli_study.batch.unexpected", kind=type(error).__name__)
        row = fault_row(work.name, text, None, None)
    return {"name": work.name, STUDIES: [row], SEGMENTS: []}
