"""A line that tells a response by itself: "F waves median R: min latency 34.1 ms".

It is read where every word of it is understood, and every number has its unit; else not at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final

from multifocal.formats.report.headers import Heading, read_heading
from multifocal.formats.report.lone.words import (
    OF,
    Measured,
    Part,
    labels_in,
    named_parts,
    says_not_done,
    words_of,
)
from multifocal.formats.report.places import Context, read_context
from multifocal.study.recording import Kind
from multifocal.study.vocabulary import may_say_no_response, normalized, says_no_response

# An F wave cannot come sooner: what is shorter is the motor response's latency, or a slip.
# Source of the limit: multifocal-choice-plausible-values.
_SOONEST_F_MS: Final = 10.0
_LIMIT: Final = re.compile(
    r"\s*[(\[]\s*[^\W\d]{0,12}\.?\s*[:=]?\s*[<>≤≥]=?\s*\d+(?:[.,]\d+)?\s*[^\d()\[\]]{0,6}[)\]]"
)
"""A limit of normal in brackets: "(N < 31 ms)"."""
_UNITS: Final[dict[str, tuple[Measured, ...]]] = {
    "ms": ("minimum", "mean", "dispersion", "onset", "peak", "latency"),
    "%": ("persistence",), "/": ("persistence",),
    "uv": ("amplitude",), "mv": (),
    "m/s": ("velocity",), "mm": ("distance",), "cm": ("distance",),
}  # fmt: skip
_UNLABELED: Final[tuple[Measured, ...]] = (
    "minimum", "persistence", "amplitude", "latency", "velocity", "distance",
)  # fmt: skip
"""What a number without a label is, by its unit."""
_COLUMNS: Final[dict[Measured, str]] = {
    "minimum": "f_minimum_ms", "mean": "f_mean_ms", "dispersion": "f_chronodispersion_ms",
    "persistence": "f_persistence_percent", "stimuli": "f_sweeps",
    "amplitude": "amplitude", "onset": "onset_latency",
    "peak": "peak_latency", "latency": "latency", "velocity": "velocity", "distance": "distance",
}  # fmt: skip
"""The header words that mean the same."""


@dataclass(frozen=True)
class LoneResponse:
    """A response with the place that its line names. `context.side` None: it names none.

    `cells`: what it holds, as of a table of its own, each text as typed; `silent`: the words by
    which it says that none came, "" where it does not; `headed`: its nerve is that of the heading
    above; `bare`: its one number has no unit.
    """

    context: Context
    cells: tuple[tuple[Heading, str], ...]
    silent: str = ""
    headed: bool = False
    bare: bool = False


_DOUBT: Final = re.compile(r"[<>≤≥~±≈?*=]")
"""Signs that make what stands behind or before them another thing."""
_F_NUMBER: Final = re.compile(r"(?<!\w)f[\s-]?(?:min|lat)", re.IGNORECASE)
"""A label that only F waves have: "right median F latency"."""
F_COLON: Final = re.compile(r"\s*F\s*:\s*")
"""What a line of F waves may begin with in short: "F: med 27.1 ms"."""
_BARE: Final = re.compile(r"(?<![\w.,/±<>≤≥~≈-])\d{2}[.,]\d{1,2}(?![\w.,/%])")
"""A number without a unit, with a decimal: it counts no waves and is no share of them."""


_ANY_NUMBER: Final = re.compile(r"\d\s*(?:ms|[µμu]v|mv|m/s|%)|\d\s*/\s*\d", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:{'|'.join(words_of('nouns'))})\b", re.IGNORECASE)


@cache
def _number() -> re.Pattern[str]:
    of = "|".join(sorted((one.replace("_", r"\s") for one in words_of("of")), key=len)[::-1])
    return re.compile(
        r"(?<![\w.,/±<>≤≥~≈-])(?:"
        rf"(?P<came>\d{{1,3}})\s*(?:/|\b(?:{of})\b)\s*(?P<given>\d{{1,3}})(?![\d/.,]*\d)(?!\s*[%µμ])|"
        r"(?P<value>\d+(?:[.,]\d+)?)\s*(?P<unit>ms(?:ec)?|%|[µμu]v|mv|m/s(?:ec)?|mm|cm)(?![\w/]))",
        re.IGNORECASE,
    )


@dataclass(frozen=True)
class _Number:
    """One number: its text, "3/10" or "34.1", its unit, and where it stands."""

    text: str
    unit: str
    start: int
    end: int


def has_numbers(text: str) -> bool:
    """Whether the line holds a number that a response may have, with its unit: no length alone."""
    return _ANY_NUMBER.search(text) is not None


def _numbers(text: str) -> list[_Number]:
    numbers = []
    for one in _number().finditer(text):
        if one["came"]:
            numbers.append(_Number(f"{one['came']}/{one['given']}", "/", *one.span()))
        else:
            unit = one["unit"].casefold().replace("µ", "u").replace("μ", "u").replace("sec", "s")
            numbers.append(_Number(one["value"], unit, *one.span()))
    return numbers


def lone_response(
    text: str, line: int, kind: Kind | None = None, above: Context | None = None
) -> LoneResponse | None:
    """The response that the line tells; None where it tells none, or is not understood whole.

    `kind`: that of the title above; `above`: the heading that holds there, for a line that names
    its kind and no nerve.
    """
    plain = _LIMIT.sub(" ", text)
    numbers = _numbers(plain)
    bare = _bare(plain) if not numbers and _says_f(plain) else []
    numbers = bare or numbers
    lead = plain[: numbers[0].start if numbers else len(plain)]
    for place, label, headed in _heads(lead, line, kind, above):
        context = replace(place, line=line, written=text)
        part: Part = "F" if context.kind == "F" else "sensory"
        said = _silence(label)
        if bare and part != "F":
            continue
        if said or not numbers:
            if said and not bare and _none_came(numbers, plain):
                return LoneResponse(context, _cells(_shares(numbers), part), said, headed)
            continue
        found = _measured(plain, label, numbers, part)
        if found is not None:
            return LoneResponse(context, _cells(found, part), headed=headed, bare=bool(bare))
    return None


def _bare(text: str) -> list[_Number]:
    """The one number of a line without units, as if it were in ms; none where there are others."""
    found = list(_BARE.finditer(text))
    alone = len(found) == 1 and not any(sign.isdigit() for sign in _BARE.sub("", text))
    return [_Number(one[0], "ms", *one.span()) for one in found] if alone else []


def _says_f(text: str) -> bool:
    """Whether the line itself, and not a title above it, says that it is of F waves."""
    named = F_COLON.match(text) or _F_NUMBER.search(text)
    return bool(named) or "F" in named_parts(text)


def begins_with_f(text: str, line: int) -> bool:
    """Whether a line says in short that it is of F waves, and names a nerve behind it."""
    found = F_COLON.match(text)
    return found is not None and read_context(text[found.end() :], line) is not None


def is_not_done(text: str, line: int, kind: Kind | None = None) -> bool:
    """Whether a line with a nerve says no more than that it was not examined."""
    head, _, words = text.rpartition(":")
    context = read_context(head, line, kind) if says_not_done(words) else None
    return context is not None and not context.rest


def _heads(
    lead: str, line: int, kind: Kind | None, above: Context | None
) -> Sequence[tuple[Context, str, bool]]:
    """The ways to part the words before the first number: a place that is understood whole, what
    is left, and whether the place is that of the heading above; the longest place first."""
    if _DOUBT.search(lead):
        return ()
    lead = _noun().sub("", lead)
    if _F_NUMBER.search(lead) or F_COLON.match(lead):
        kind = "F"
    lead = re.sub(rf"^{F_COLON.pattern}", "", lead)
    tokens = list(re.finditer(r"\S+", lead))
    ways = []
    for count in range(len(tokens), 0, -1):
        end = tokens[count - 1].end()
        head, label = lead[:end].strip(" :;,-–("), lead[end:]
        context = read_context(head, line, kind)
        headed = context is None and above is not None and _names_f_alone(head)
        if headed and above is not None:
            context = replace(above, kind="F", skin=None, site=None)
        if context is not None and not context.rest and context.kind in ("F", "sensory"):
            ways.append((context, label, headed))
    return ways


def _names_f_alone(head: str) -> bool:
    return normalized(head) in words_of("f")


def _silence(label: str) -> str:
    """The words that say that no response came; "" for others."""
    words = label.strip(" :;,.-–()[]")
    return words if says_no_response(words) or may_say_no_response(words) else ""


def _none_came(numbers: Sequence[_Number], plain: str) -> bool:
    """Whether the numbers beside "absent" say the same: 0 of so many, and nothing else."""
    shares = all(one.unit in ("/", "%") and not _percent(one) for one in numbers)
    rest = plain[numbers[-1].end :] if numbers else ""
    between = [plain[a.end : b.start] for a, b in pairwise(numbers)]
    return shares and all(not normalized(one) for one in (rest, *between))


def _shares(numbers: Sequence[_Number]) -> list[tuple[Measured, _Number]]:
    """How many stimuli no response came to, where it is told."""
    return [
        ("stimuli", replace(one, text=one.text.split("/")[1]))
        for one in [one for one in numbers if one.unit == "/"][:1]
    ]


def _measured(
    plain: str, label: str, numbers: Sequence[_Number], part: Part
) -> list[tuple[Measured, _Number]] | None:
    """Each number with what it is; None where that is not sure of one of them."""
    known: dict[Measured, _Number] = {}
    before = label
    for at, number in enumerate(numbers):
        labels = labels_in(before, part)
        if labels is None:
            return None
        meant = _meant(labels, number, part)
        if meant is None:
            return None
        same = known.get(meant)
        if same is not None and not (meant == "persistence" and _agree(same, number)):
            return None
        if same is None or number.unit == "/":
            known[meant] = number
        end = numbers[at + 1].start if at + 1 < len(numbers) else len(plain)
        before = plain[number.end : end]
    behind = labels_in(before, part)
    if behind is None or any("stimuli" not in each for each in behind):
        return None
    return list(known.items()) if _plausible(known) else None


def _meant(labels: Sequence[tuple[Measured, ...]], number: _Number, part: Part) -> Measured | None:
    """What a number is by the words before it and its unit; None where they do not agree."""
    fit = [one for one in _UNITS[number.unit] if one in OF[part]]
    named = [each for each in labels if "stimuli" not in each]
    if not named:
        return next((one for one in _UNLABELED if one in fit), None)
    for each in named:
        if not set(each) & set(fit):
            return None
    sure = set(fit)
    for each in named:
        sure &= set(each)
    return next((one for one in fit if one in sure), None)


def _agree(one: _Number, other: _Number) -> bool:
    """Whether two shares are one and the same: "80 % (8/10)"."""
    return {one.unit, other.unit} == {"/", "%"} and abs(_percent(one) - _percent(other)) < 1


def _percent(share: _Number) -> float:
    came, _, given = share.text.partition("/")
    number = float(came.replace(",", "."))
    return 100 * number / float(given) if float(given or 0) else number


def _plausible(known: dict[Measured, _Number]) -> bool:
    share = known.get("persistence")
    if share is not None and share.unit == "/":
        came, given = (int(one) for one in share.text.split("/"))
        if not 0 <= came <= given or not given:
            return False
    late = [one for name, one in known.items() if name in ("minimum", "mean")]
    return all(float(one.text.replace(",", ".")) >= _SOONEST_F_MS for one in late)


def _cells(
    found: Sequence[tuple[Measured, _Number]], part: Part
) -> tuple[tuple[Heading, str], ...]:
    cells = []
    for at, (name, number) in enumerate(found):
        unit = {"/": "", "%": "%", "uv": "µV", "mv": "mV"}.get(number.unit, number.unit)
        heading = read_heading(at, _COLUMNS[name], "" if part == "F" else unit)
        text = f"{number.text}%" if unit == "%" else number.text
        cells.append((replace(heading, written=f"{number.text} {unit}".strip()), text))
    return tuple(cells)
