"""Age, sex and height in a line of a report's head, each by its label alone."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from multifocal.body.subject import AGE_RANGE_YEARS
from multifocal.formats.report.days import composed, folded

Column = Literal["age_years", "sex", "height_cm"]

# A height without a unit is in cm or m where it can be nothing else; a person's, not a limb's.
# Source: multifocal-choice-plausible-values.
_HEIGHT_CM: Final = (50.0, 250.0)
_CM: Final[Mapping[str, float]] = {"cm": 1.0, "m": 100.0, "mm": 0.1, "in": 2.54, "inch": 2.54}
_FOOT_CM: Final = 30.48
_INCH_CM: Final = 2.54
_NOT_YEARS: Final = re.compile(
    r"(months?|mo|weeks?|days?|monate?n?|wochen|tage|mois|semaines|jours|meses)\b"
)
_BEFORE: Final = re.compile(r"(?:^|\s{2,}|[|;,•·/(\t]|\d\S*\s+)\s*$")
_PARTS_BEFORE: Final = re.compile(r"(?:^|\s{2}|[|;,/(\t])\s*$")
_NEAR: Final = 2
_SPANISH: Final = ("edad", "talla", "sexo", "anos", "estatura")


@dataclass(frozen=True)
class Labeled:
    """What stands behind a label, at `start` to `end` of the line. `value`: as the table has it;
    None where it is none that a person can have, or means several things."""

    column: Column
    written: str
    value: str | None
    start: int
    end: int


@cache
def person_words() -> Mapping[str, Mapping[str, list[str]]]:
    """The words by language."""
    page = files("multifocal.formats.report").joinpath("person.toml")
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(page.read_text(encoding="utf-8"))
    return found


@cache
def ways(name: str) -> str:
    """A pattern of the words of all languages under a name."""
    words = {word for language in person_words().values() for word in language[name]}
    return "|".join(
        r"[\s.-]+".join(map(re.escape, word.split())) for word in sorted(words, key=len)[::-1]
    )


@cache
def _patterns() -> tuple[tuple[tuple[Column, ...], re.Pattern[str]], ...]:
    sign = r"\s*(?:[(\[][^()\[\]\d]{1,12}[)\]]\s*)?[:=]?\s*"
    months = (
        r"(?:\s*,?\s*(?:and\s+|und\s+|et\s+|y\s+)?\d{1,2}\s*"
        r"(?:months?|mos?|monate?n?|mois|meses|mesi)\b\.?)?"
    )
    years = rf"(?:\s*(?P<years>{ways('years')})\b\.?{months})?"
    age = rf"(?P<age>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?![\d.,/-]*\d){years}"
    sex = r"(?P<sex>[a-z]+)\b"
    height = (
        r"(?:(?P<feet>\d)\s*(?:'|ft|feet)\s*(?P<inches>\d{1,2})?\s*(?:\"|''|in\b|inches\b)?|"
        r"(?P<height>\d{1,4}(?:[.,]\d{1,2})?)(?![\d.,/-]*\d)"
        r"(?:\s*(?P<unit>cm|mm|m|inch|in)\b)?)(?!\w)(?!\s*(?:kg|lbs?|m/s|[mu]v|ms|%))"
    )
    ages, sexes, heights = (rf"(?<![\w.])(?:{ways(one)})" for one in ("age", "sex", "height"))
    end, and_ = r"\.?(?!\w)", r"\s*[/,\s]\s*"
    age_sex = rf"{ages}\s*/\s*(?:{ways('sex')}){sign}{age}{and_}{sex}"
    sex_age = rf"{sexes}\s*/\s*(?:{ways('age')}){sign}{sex}{and_}{age}"
    return (
        (("age_years", "sex"), re.compile(age_sex)),
        (("sex", "age_years"), re.compile(sex_age)),
        (("age_years",), re.compile(rf"{ages}{end}{sign}{age}")),
        (("sex",), re.compile(rf"{sexes}{end}{sign}{sex}")),
        (("height_cm",), re.compile(rf"{heights}{end}{sign}{height}")),
    )  # fmt: skip


def labeled_in(text: str) -> Iterator[Labeled]:
    """What a line says of the person. A label counts at the line's beginning, after a sign that
    parts, or after a number: "age at onset 40" and "mean age 40" are no age of the person."""
    written = composed(text)
    plain = folded(written)
    taken: list[range] = []
    named: set[Column] = set()
    for columns, pattern in _patterns():
        if (
            columns == ("height_cm",)
            and "sex" not in named
            and ("age_years" in named or pattern.search(plain))
        ):
            alone = list(_sex_alone(written, plain, taken))
            taken += [range(one.start, one.end) for one in alone]
            yield from alone
        for match in pattern.finditer(plain):
            place = range(match.start(), match.end())
            if any(one.start < place.stop and place.start < one.stop for one in taken):
                continue
            if not (_BEFORE.search(plain[: match.start()]) or _after_fact(match.start(), taken)):
                continue
            if "sex" in columns and not _says_sex(match):
                continue
            taken.append(place)
            named |= set(columns)
            for column in columns:
                value = _value(column, match, plain)
                yield Labeled(
                    column, written[match.start() : match.end()].strip(), value, *match.span()
                )


def unread_in(text: str) -> Iterator[Column]:
    """What a line has a label of, with a sign or a number behind it, and no value that is read."""
    plain = folded(composed(text))
    read = {one.column for one in labeled_in(text)}
    names: tuple[tuple[Column, str], ...] = (
        ("age_years", "age"), ("sex", "sex"), ("height_cm", "height"),
    )  # fmt: skip
    for column, name in names:
        said = rf"(?<![\w.])(?:{ways(name)})\s*(?:[:=]|\d)"
        if column not in read and re.search(said, plain):
            yield column


def _sex_alone(written: str, plain: str, taken: list[range]) -> Iterator[Labeled]:
    """A word of the sex without a label, in a line that tells age or height: it stands between two
    signs that part, or right behind another fact. A lone M beside Spanish words may be either."""
    label = "|".join(ways(one) for one in ("age", "height", "temperature"))
    sexes = rf"(?<![\w.])(?P<sex>{ways('female')}|{ways('male')})(?!\w)"
    for match in re.finditer(sexes, plain):
        starts = _PARTS_BEFORE.search(plain[: match.start()]) is not None
        ends = re.match(rf"\s*(?:$|\s{{2}}|[|;,/)\t]|(?:{label})(?!\w))", plain[match.end() :])
        follows = any(0 <= match.start() - one.stop <= _NEAR for one in taken)  # "49 y M"
        if not (follows or starts) or ends is None:
            continue
        spanish = any(re.search(rf"(?<!\w){one}(?!\w)", plain) for one in _SPANISH)
        value = None if spanish and match["sex"] == "m" else _sex_of(match["sex"])
        yield Labeled("sex", written[match.start() : match.end()], value, *match.span())


def _value(column: Column, found: re.Match[str], plain: str) -> str | None:
    if column == "height_cm":
        return _height(found)
    return _age(found, plain) if column == "age_years" else _sex(found, plain)


def _after_fact(start: int, taken: list[range]) -> bool:
    return any(0 <= start - one.stop <= 2 for one in taken)  # a word of the sex before it


def _says_sex(found: re.Match[str]) -> bool:
    """Whether a word of the sex stands there, or any word behind a sign that asks for one."""
    known = any(found["sex"] in words[sex] for words in person_words().values()
                for sex in ("female", "male"))  # fmt: skip
    return known or any(sign in found[0] for sign in ":=")


def _age(match: re.Match[str], plain: str) -> str | None:
    rest = plain[match.end() :].lstrip(" .")
    if re.match(
        r"(months?|mo|weeks?|days?|monate?n?|wochen|tage|mois|semaines|jours|meses)\b", rest
    ):
        return None
    age = float(match["age"].replace(",", "."))
    return f"{age:g}" if AGE_RANGE_YEARS[0] <= age <= AGE_RANGE_YEARS[1] else None


def _sex(found: re.Match[str], plain: str) -> str | None:
    """Of "M" under a Spanish label, mujer or masculino, nothing is known."""
    spanish = plain[found.start() :].startswith("sexo")
    word = found["sex"]
    return None if spanish and word == "m" else _sex_of(word)


def _sex_of(word: str) -> str | None:
    for sex in ("female", "male"):
        if any(word in language[sex] for language in person_words().values()):
            return sex
    return None


def _height(match: re.Match[str]) -> str | None:
    if match["feet"]:
        inches = float(match["inches"] or 0)
        height = float(match["feet"]) * _FOOT_CM + inches * _INCH_CM
    else:
        number = float(match["height"].replace(",", "."))
        unit = match["unit"] or ("m" if number < _HEIGHT_CM[0] / 10 else "cm")
        if unit not in _CM:
            return None
        height = number * _CM[unit]
    return f"{height:.4g}" if _HEIGHT_CM[0] <= height <= _HEIGHT_CM[1] else None
