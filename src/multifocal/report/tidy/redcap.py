"""The tidy rows for REDCap: a data dictionary, and the rows to import by it.

A study is a record, and a segment by one set an instance of a repeating form. Field names are those
of the tidy rows, as REDCap takes them; what stands with the study is not said again with a segment.
The form of segments is made a repeating one in the project's settings: a dictionary cannot say it.

Rules of names, columns and values: source `redcap-rules`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final, get_args

from multifocal.body import SIDES
from multifocal.criteria import CategoryAnswer
from multifocal.criteria.case import Block, Large
from multifocal.report.tidy.column_kinds import ColumnKind, column_kind
from multifocal.report.tidy.rows import SEGMENT_COLUMNS, Row, study_columns
from multifocal.report.tidy.writing import tidy_csv

STUDY_FORM: Final = "nerve_study"
SEGMENT_FORM: Final = "nerve_segment"
RECORD: Final = "record_id"
MOST_NAME: Final = 26
"""Letters of a field's name that are recommended at most (redcap-rules)."""
MOST_RECORD: Final = 100
"""Letters of a record's name; our choice, that it fits any project."""
REPEAT: Final = ("redcap_repeat_instrument", "redcap_repeat_instance")
DICTIONARY: Final = (
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?",
    "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
)  # fmt: skip
"""The columns of a data dictionary, as REDCap names them and in its order."""
_WITH_STUDY: Final = ("file", "date", "age_years", "sex")
_TRUTH: Final = ("yes", "no")
_CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "side": SIDES, "sex": ("female", "male"), "block": get_args(Block),
    "by_numbers": get_args(Block), "literal": get_args(Block), "large": get_args(Large),
    "long_segments": ("named", "longer"), "distal_absent": _TRUTH, "proximal_absent": _TRUTH,
    "distal_supramaximal": _TRUTH, "proximal_supramaximal": _TRUTH,
}  # fmt: skip
_VALIDATIONS: Final[Mapping[ColumnKind, str]] = {
    "date": "date_ymd", "integer": "integer", "number": "number", "text": "",
}  # fmt: skip
_IDENTIFIERS: Final = ("date", "file", "remarks", RECORD)
_SHORT: Final = (
    ("_blocks_if", "_if"),
    ("_percent", "_pct"),
    ("_large_falls", "_large"),
    ("_category", "_cat"),
)
"""Endings of columns that make longer names than are recommended, and what stands for them."""
_NO_RECORD_SIGN: Final = re.compile(r"[^A-Za-z0-9_-]+")
_HASH: Final = 8


@dataclass(frozen=True)
class Field:
    """A field of a form: its name there, the tidy column that fills it ("" for the record), and its
    kind."""

    name: str
    column: str
    form: str
    choices: tuple[str, ...] = ()
    validation: str = ""

    @property
    def row(self) -> Row:
        """Its row of the dictionary."""
        kind = "radio" if self.choices else "text"
        values = (
            self.name, self.form, "", kind, (self.column or self.name).replace("_", " "),
            " | ".join(f"{one}, {one.replace('_', ' ')}" for one in self.choices), "",
            self.validation, "", "", "y" if self.name in _IDENTIFIERS else "",
        )  # fmt: skip
        return dict(zip(DICTIONARY, values, strict=False))


def field_name(column: str) -> str:
    """A column's name as REDCap takes it: small letters, digits and "_", and not too long."""
    name = re.sub(r"[^a-z0-9]+", "_", column.lower()).strip("_")
    for ending, short in _SHORT:
        if name.endswith(ending):
            return name.removesuffix(ending) + short
    return name


def record_names(files: Iterable[str]) -> Mapping[str, str]:
    """The name of each file's record: letters, digits, "_" and "-" (redcap-rules). Where two files
    would get the same name, small and capital letters alike, or one is too long, its end is made of
    the file's own sum."""
    plain = {one: _NO_RECORD_SIGN.sub("-", one).strip("-") for one in files}
    times = Counter(one.casefold() for one in plain.values())
    names: dict[str, str] = {}
    for file, name in plain.items():
        alone = name and len(name) <= MOST_RECORD and times[name.casefold()] == 1
        end = sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
        names[file] = name if alone else f"{name[: MOST_RECORD - _HASH - 1]}-{end}".lstrip("-")
    return names


def redcap_fields(criteria: Iterable[str]) -> tuple[Field, ...]:
    """Every field of both forms; `criteria`: the sets that judged."""
    segments = (one for one in SEGMENT_COLUMNS if one not in _WITH_STUDY)
    return (
        Field(RECORD, "", STUDY_FORM),
        *(_field(one, STUDY_FORM) for one in study_columns(criteria)),
        *(_field(one, SEGMENT_FORM) for one in segments),
    )


def _field(column: str, form: str) -> Field:
    choices = _CHOICES.get(column, ())
    validation = _VALIDATIONS[column_kind(column)]
    if column.endswith("_category"):
        choices = get_args(CategoryAnswer)
    return Field(field_name(column), column, form, tuple(choices), validation)


def redcap_dictionary(criteria: Iterable[str]) -> bytes:
    """The data dictionary, as REDCap's "upload a data dictionary" takes it."""
    return tidy_csv(DICTIONARY, (one.row for one in redcap_fields(criteria)))


def redcap_data(criteria: Sequence[str], studies: Iterable[Row], segments: Iterable[Row]) -> bytes:
    """The rows to import: each study, then its segments as numbered instances."""
    fields = redcap_fields(criteria)
    names = [one.name for one in fields if one.name != RECORD]
    of_study = [one for one in fields if one.form == STUDY_FORM]
    of_segment = [one for one in fields if one.form == SEGMENT_FORM]
    each: dict[str, list[Row]] = {}
    for row in segments:
        each.setdefault(str(row["file"]), []).append(row)
    rows: list[Row] = []
    known = list(studies)
    records = record_names(str(one["file"]) for one in known)
    for study in known:
        record = records[str(study["file"])]
        row_of_study: Row = {RECORD: record}
        rows.append(
            row_of_study | {one.name: study.get(one.column) for one in of_study if one.column}
        )
        for number, row in enumerate(each.get(str(study["file"]), ()), 1):
            repeat: Row = {RECORD: record, REPEAT[0]: SEGMENT_FORM, REPEAT[1]: number}
            rows.append(repeat | {one.name: row.get(one.column) for one in of_segment})
    return tidy_csv((RECORD, *REPEAT, *names), rows)


def redcap_files(dictionary: Path) -> tuple[Path, Path]:
    """The dictionary's file and, beside it, that of the rows to import."""
    return dictionary, dictionary.with_name(f"{dictionary.stem}-data.csv")


def redcap_contents(
    dictionary: Path, criteria: Sequence[str], studies: Iterable[Row], segments: Iterable[Row]
) -> Mapping[Path, bytes]:
    """What stands in both files."""
    made = (redcap_dictionary(criteria), redcap_data(criteria, studies, segments))
    return dict(zip(redcap_files(dictionary), made, strict=True))
