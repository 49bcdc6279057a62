"""A laboratory's profile: what its reports mean, kept as TOML. It holds nothing of any patient."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from multifocal.fault import Fault, quoted
from multifocal.files import printable, read_whole
from multifocal.formats.report.headers import meanings
from multifocal.formats.report.questions import Question
from multifocal.study.vocabulary import normalized

FORMAT: Final = "multifocal-laboratory-profile"
VERSION: Final = 1
MOST_BYTES: Final = 100_000
"""Of a profile's file (source multifocal-choice-plausible-values)."""
_LASTING: Final = re.compile(
    r"area|duration|zero|f-site|date-order|sensory-amplitude|sensory-latency|sensory-place|"
    r"(site:[a-z]+|muscle):[a-z0-9_]+"
)
"""Ids of questions whose answers hold for a laboratory; those of one paste name a line of it."""


def lasts(id_: str) -> bool:
    """Whether an answer holds for every report of a laboratory, and not for a line of one."""
    return _LASTING.fullmatch(id_) is not None


@dataclass(frozen=True)
class Profile:
    """Answers by the ids of questions, and words of header cells by what they mean."""

    answers: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


NO_PROFILE: Final = Profile()


def read_profile(path: Path) -> Profile:
    """The profile in a file; Fault, naming it, where it cannot be read or understood."""
    content = read_whole(path, MOST_BYTES, fault="report.profile_unreadable")
    try:
        return parse_profile(content)
    except Fault as fault:
        raise fault.within(printable(path)) from None


def parse_profile(content: bytes) -> Profile:
    """The profile in the bytes of a TOML file; Fault for what is not understood."""
    try:
        page = tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise Fault("report.profile_broken") from None
    if page.get("format") != FORMAT:
        raise Fault("report.profile_other", name=FORMAT, column="format")
    if page.get("version") != VERSION or isinstance(page["version"], bool):
        raise Fault("report.profile_version", version=VERSION, column="version")
    for name in page:
        if name not in ("format", "version", "answers", "columns"):
            raise Fault("report.profile_part", part=quoted(name), column=name)
    answers = _words(page, "answers")
    for id_ in answers:
        if not lasts(id_):
            raise Fault("report.profile_part", part=quoted(id_), column="answers")
    columns: dict[str, str] = {}
    for written, meaning in _words(page, "columns").items():
        if meaning not in meanings():
            raise Fault(
                "report.profile_meaning", word=quoted(meaning), known=meanings(), column="columns"
            )
        columns[normalized(written)] = meaning
    return Profile(answers, columns)


def _words(page: Mapping[str, Any], name: str) -> dict[str, str]:
    found = page.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise Fault("report.profile_part", part=name, column=name)
    return found


def profile_toml(answers: Mapping[str, str], questions: Mapping[str, Question]) -> str:
    """The answers that hold for every report of a laboratory, as a profile to keep."""
    kept = {id_: one for id_, one in answers.items() if id_ in questions and lasts(id_)}
    lines = [f'format = "{FORMAT}"', f"version = {VERSION}", "", "[answers]"]
    lines += [f'"{id_}" = "{answer}"' for id_, answer in sorted(kept.items())]
    return "\n".join(lines) + "\n"
