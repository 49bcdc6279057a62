"""A study as JSON of this project: versioned, exact, described by `study.schema.json`.

Waveforms that came from a file keep its digital units and calibration; others are stored in mV
with all their digits.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar

import numpy as np

from multifocal import body
from multifocal.body import Subject
from multifocal.fault import Fault, quoted
from multifocal.formats.study_json.plain import from_plain, number, wrong
from multifocal.study import vocabulary
from multifocal.study.calibration import Calibration
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.examined import MuscleExamined, NerveArea
from multifocal.study.f_measure import FMeasure
from multifocal.study.inched import InchedResponse, origins
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording
from multifocal.study.sensory_words import Topic, sensory_word
from multifocal.study.study import Study

FORMAT: Final = "multifocal-study"
VERSION: Final = 3
VERSIONS: Final = (1, 2, 3)
"""Version 2 has three parts more: `inched`, `muscles`, `areas`; version 3 two findings of the
needle more, `THIRD`, what is said of crossing fibers, and counts: `COUNTS`."""
THIRD: Final = ("long_units", "polyphasic_units")
COUNTS: Final = ("sensory_unread", "f_waves_unread", "motor_unread", "block_denied", "block_stated")
SECOND: Final = ("inched", "muscles", "areas")
# Source of the limits: multifocal-choice-plausible-values.
MOST_BYTES: Final = 16_000_000
MOST_ITEMS: Final = 10_000
MOST_WEAK: Final = 1_000
_PARTS: Final = ("measures", "f_measures", "recordings", "subject", "clinical", "on")
_SCALE: Final = ("digital_min", "digital_max", "unit")


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of the format."""
    page = files("multifocal.formats.study_json").joinpath("study.schema.json")
    found: Mapping[str, Any] = json.loads(page.read_text(encoding="utf-8"))
    return found


def parse_json(content: bytes) -> Study:
    """The study in the bytes of a JSON file.

    Fault, naming the line of broken JSON or the field at fault, for what is not understood.
    """
    if len(content) > MOST_BYTES:
        raise Fault("json.too_large", most_mb=MOST_BYTES // 1_000_000)
    page = _page(content)
    if page.get("format") != FORMAT:
        raise Fault("json.no_study", name=FORMAT, column="format")
    version = page.get("version")
    if version not in VERSIONS or isinstance(version, bool):
        raise Fault("json.version", version=VERSION, column="version")
    parts = {1: _PARTS, 2: (*_PARTS, *SECOND)}.get(version, (*_PARTS, *SECOND, *COUNTS))
    unknown = [name for name in page if name not in ("format", "version", *parts)]
    if unknown:
        raise Fault("json.unknown_part", part=str(unknown[0])[:30], known=parts, column="format")
    header = {name: page[name] for name in ("on", "subject", "clinical", *COUNTS) if name in page}
    muscles = _each(page, "muscles", MuscleExamined)
    plain = from_plain(
        Study,
        header,
        "study",
        measures=tuple(_measure(one, at) for at, one in enumerate(_list(page, "measures"))),
        f_measures=tuple(_late(one, at) for at, one in enumerate(_list(page, "f_measures"))),
        recordings=tuple(_recording(one, at) for at, one in enumerate(_list(page, "recordings"))),
        inched=_each(page, "inched", InchedResponse),
        muscles=muscles,
        areas=_each(page, "areas", NerveArea),
    )
    assert isinstance(plain, Study)
    if version < _version_of_parts(plain):
        raise Fault("json.version", version=VERSION, column="version")
    for name in COUNTS:
        if getattr(plain, name) < 0:
            raise wrong(name, "json.wanted.whole_number")
    assert plain.subject is None or isinstance(plain.subject, Subject)
    if plain.clinical is not None:
        _known_muscles(plain.clinical)
    return plain


def _version_of_parts(study: Study) -> int:
    """The lowest version that knows what stands in its parts, but for the parts themselves."""
    needle = any(set(one.needle) & set(THIRD) for one in study.muscles)
    each = [one.crossing_in_forearm for one in study.measures]
    each += [one.crossing_in_forearm for one in study.recordings]
    crossing = any(one is not None for one in each)
    counted = any(getattr(study, name) for name in COUNTS)
    return 3 if needle or crossing or counted else 1


def lowest_version(study: Study) -> int:
    """The lowest version that holds the study, so that older programs read it too."""
    beside = 2 if any(getattr(study, name) for name in SECOND) else 1
    return max(beside, _version_of_parts(study))


def _page(content: bytes) -> dict[str, Any]:
    try:
        page = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Fault("json.not_utf8", byte=error.start) from None
    except json.JSONDecodeError as error:
        raise Fault("json.broken", line=error.lineno) from None
    except RecursionError:
        raise Fault("json.too_deep") from None
    except ValueError:  # NaN and its like, and whole numbers of thousands of digits
        raise Fault("json.no_number") from None
    if not isinstance(page, dict):
        raise Fault("json.no_object", name=FORMAT)
    return page


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _list(page: Mapping[str, Any], name: str) -> Sequence[Any]:
    found = [] if page.get(name) is None else page[name]
    if not isinstance(found, list):
        raise wrong(name, "json.wanted.list")
    if len(found) > MOST_ITEMS:
        raise Fault("json.too_many", count=MOST_ITEMS, name=name, column=name)
    return found


def _measure(value: object, at: int) -> Measure:
    where = f"measures[{at}]"
    found = from_plain(Measure, value, where)
    assert isinstance(found, Measure)
    return _known(found, where)


def _late(value: object, at: int) -> FMeasure:
    where = f"f_measures[{at}]"
    found = from_plain(FMeasure, value, where)
    assert isinstance(found, FMeasure)
    return _known(found, where)


Beside = TypeVar("Beside", InchedResponse, MuscleExamined, NerveArea)


def _each(page: Mapping[str, Any], name: str, kind: type[Beside]) -> tuple[Beside, ...]:
    """What stands beside nerve conduction; Fault for a word that is not known, or one thing told
    twice."""
    read: list[Beside] = []
    places: set[tuple[object, ...]] = set()
    for at, value in enumerate(_list(page, name)):
        where = f"{name}[{at}]"
        noun = from_plain(kind, value, where)
        assert isinstance(noun, kind)
        try:
            place = _checked(noun)
        except Fault as fault:
            raise fault.placed(column=f"{where}.{fault.column}") from None
        if place in places:
            raise Fault("json.twice", column=where)
        places.add(place)
        read.append(noun)
    return tuple(read)


def _checked(noun: InchedResponse | MuscleExamined | NerveArea) -> tuple[object, ...]:
    """What there can be one of only; Fault for an id that is not known."""
    if isinstance(noun, MuscleExamined):
        if noun.muscle not in {each.id for each in body.muscles()}:
            raise Fault("json.no_muscle", muscle=quoted(noun.muscle), column="muscle")
        return noun.side, noun.muscle
    nerve = vocabulary.nerve(noun.nerve)
    if nerve != noun.nerve:
        raise Fault("json.wanted.one_of", known=vocabulary.nerve_words(), column="nerve")
    if isinstance(noun, NerveArea):
        sites = tuple(each.id for each in body.sites(nerve))
        if noun.site not in sites:
            raise Fault("json.wanted.one_of", known=sites, column="site")
        return noun.side, nerve, noun.site
    if noun.muscle not in vocabulary.muscle_words(nerve):
        raise Fault("json.wanted.one_of", known=vocabulary.muscle_words(nerve), column="muscle")
    if noun.origin not in (None, *origins(nerve)):
        raise Fault("json.wanted.one_of", known=origins(nerve), column="origin")
    return noun.side, nerve, noun.muscle, noun.origin, noun.position_mm


def _recording(value: object, at: int) -> Recording:
    where = f"recordings[{at}]"
    if not isinstance(value, dict):
        raise wrong(where, "json.wanted.object")
    rest = {name: one for name, one in value.items() if name not in ("digital", "samples_mv")}
    _need(rest, ("stimulus_at_ms", "negative_up"), where)
    if isinstance(rest.get("calibration"), dict):
        _need(rest["calibration"], _SCALE, f"{where}.calibration")
    if ("digital" in value) == ("samples_mv" in value):
        raise Fault("json.samples", column=where)
    if "samples_mv" in value:
        samples = np.array(_numbers(value["samples_mv"], f"{where}.samples_mv"), dtype=np.float64)
    else:
        place = f"{where}.digital"
        steps = _numbers(value["digital"], place)
        if any(step != int(step) or not -32768 <= step <= 32767 for step in steps):
            raise wrong(place, "json.wanted.whole_16")
        scale = from_plain(Calibration, rest.get("calibration"), f"{where}.calibration")
        samples = scale.samples_mv(np.array(steps, dtype=np.int16))
    found = from_plain(Recording, rest, where, samples_mv=samples)
    assert isinstance(found, Recording)
    return _known(found, where)


def _need(value: Mapping[str, Any], names: Sequence[str], where: str) -> None:
    """Fault for a field that is missing and that no other value may stand for."""
    for name in names:
        if value.get(name) is None:
            raise Fault("json.missing_field", field=name, column=where)


def _numbers(values: object, where: str) -> list[float]:
    if not isinstance(values, list) or not values:
        raise wrong(where, "json.wanted.numbers")
    if any(isinstance(one, bool) or not isinstance(one, int | float) for one in values):
        raise wrong(where, "json.wanted.numbers")
    return [number(one, where) for one in values]


def _known_muscles(clinical: ClinicalPicture) -> None:
    """Fault for a weak muscle that `body` does not know, and for far too many of them."""
    where = "study.clinical.weak_muscles"
    if len(clinical.weak_muscles) > MOST_WEAK:
        raise Fault("json.too_many_weak", count=MOST_WEAK, column=where)
    known = {one.id for one in body.muscles()}
    for at, one in enumerate(clinical.weak_muscles):
        if one.muscle not in known:
            raise Fault("json.no_muscle", muscle=quoted(one.muscle), column=f"{where}[{at}].muscle")


Placed = TypeVar("Placed", Measure, FMeasure, Recording)


def _known(placed: Placed, where: str) -> Placed:
    """The same with the ids that are known; Fault for a nerve, muscle, skin or site that is not."""
    if not isinstance(placed, FMeasure) and placed.kind == "sensory":
        meant: Placed = _known_sensory(placed, where)
        return meant
    try:
        nerve = vocabulary.nerve(placed.nerve)
        muscle = placed.muscle if placed.muscle is None else vocabulary.muscle(placed.muscle, nerve)
        site = vocabulary.site(placed.site, nerve)
    except Fault as fault:
        raise fault.placed(column=f"{where}.{fault.column}") from None
    if (nerve, muscle, site) == (placed.nerve, placed.muscle, placed.site):
        return placed
    return replace(placed, nerve=nerve, muscle=muscle, site=site)


def _known_sensory(placed: Measure | Recording, where: str) -> Any:
    words: dict[Topic, str | None] = {
        "nerve": placed.nerve,
        "skin": placed.skin,
        "site": placed.site,
    }
    try:
        meant: dict[str, Any] = {
            name: word and sensory_word(name, word) for name, word in words.items()
        }
    except Fault as fault:
        raise fault.placed(column=f"{where}.{fault.column}") from None
    return placed if meant == words else replace(placed, **meant)
