"""A judged study on paper: tagged PDF (PDF/UA-1) by Typst, with Typst's own fonts, offline."""

import json
import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, Final

from multifocal.extras import require
from multifocal.figures import palette
from multifocal.report.classical import LATE, LOW
from multifocal.report.conclusion import decides
from multifocal.report.presented import PresentedStudy
from multifocal.report.rules import rules_once, slowing_once
from multifocal.report.tones import SIGNS
from multifocal.words import language as spoken
from multifocal.words import say

STANDARD: Final = "ua-1"
_LABEL: Final = re.compile(r"labels\.([a-z_]+)")
_TOKEN: Final = re.compile(r"var\(--([a-z-]+)\)")

# The page's classes in ink: the SVG of the page carries no colors of its own. Typst knows no
# variables, so each is replaced by its color.
_INK: Final = """
.anatomy__body{fill:var(--skin)}
.anatomy__edge{fill:none;stroke:var(--skin-edge);stroke-width:1.6;stroke-linejoin:round}
.anatomy__line{fill:none;stroke:var(--skin-edge);stroke-width:.9;stroke-opacity:.55}
.study-map__side{font-size:15px;fill:var(--ink);font-family:Libertinus Serif}
.study-map__untested{fill:none;stroke:var(--ink-soft);stroke-width:1.5;stroke-dasharray:1 4}
.study-map__stretch{fill:none;stroke-width:4.5;stroke:var(--nerve)}
.study-map__stretch--blocked{stroke:var(--blocked)}
.study-map__stretch--probable{stroke:var(--slowed)}
.study-map__stretch--open{stroke:var(--ink-soft);stroke-dasharray:5 3}
.study-map__stretch--large{stroke:var(--large)}
.study-map__large{fill:var(--large-soft);stroke:var(--large);stroke-width:2.4}
.study-map__bar{fill:none;stroke:var(--blocked);stroke-width:4}
.study-map__bar--probable{stroke:var(--slowed)}
.study-map__leader{fill:none;stroke:var(--ink-soft);stroke-width:.8}
.study-map__disc{fill:var(--surface);stroke:var(--ink-soft);stroke-width:1}
.inching__label,.inching__mark{font-size:13px;fill:var(--ink);font-family:Libertinus Serif}
.inching__grid{fill:none;stroke:var(--line);stroke-width:.8}
.inching__line{fill:none;stroke:var(--nerve);stroke-width:1.8}
.inching__line--area{stroke:var(--ink-soft);stroke-width:1.4;stroke-dasharray:5 3}
.inching__line--latency{stroke:var(--ink);stroke-width:1.4}
.inching__amplitude .inching__point{fill:var(--nerve)}
.inching__area .inching__point{fill:var(--ink-soft)}
.inching__latency .inching__point{fill:var(--ink)}
.inching__beyond{fill:var(--blocked);fill-opacity:.16}
.study-map__number{font-size:11px;fill:var(--ink);font-family:Libertinus Serif}
"""


def study_pdf(study: PresentedStudy, language: str | None = None, *, made_on: str = "") -> bytes:
    """The PDF of a judged study. `made_on`: the date of printing, as words; none if empty. It
    stands small at the foot: the study's own date stands on top.

    The same study gives the same bytes. Nothing is read from or written to the disk, and no
    address is called. Fault where Typst (the extra `pdf`) is not installed.
    """
    require("pdf")
    import typst  # noqa: PLC0415 (an extra)

    language = language or spoken()
    template = _template()
    data: dict[str, Any] = asdict(study) | {
        "map": _inked(study.map.svg) if study.map else None,
        "map_text": study.map.text if study.map else "",
        "inching": [
            asdict(one) | {"svg": _inked(one.figure.svg), "text": one.figure.text}
            for one in study.inching
        ],
        "labels": {name: say(f"report.label.{name}", language) for name in _labels()},
        "palette": dict(palette("print")),
        "language": language,
        "said": _said(study, language, made_on),
    }
    return bytes(
        typst.compile(
            template,
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=[STANDARD],
            ignore_system_fonts=True,
        )
    )


def _said(study: PresentedStudy, language: str, made_on: str) -> dict[str, Any]:
    """The sheet's own sentences with what they tell; the template fills in the page's number."""
    source = study.reference_source
    category = study.conclusion.category

    def column(names: tuple[str, ...]) -> list[str]:
        return [say(f"report.classical.{name}", language) for name in names]

    def named(name: str) -> str:
        heading = say(f"report.conclusion.head.{name}", language)
        return say("report.conclusion.copy.head", language, name=heading)

    titles = [one.title for one in study.sets]
    return {
        "heads": {name: say(f"report.conclusion.head.{name}", language) for name in _HEADS},
        "sensory_head": named("sensory"),
        "f_head": named("f"),
        "signs": SIGNS,
        "low": LOW,
        "late": LATE,
        "marks": category.marks if category else (),
        "apart": study.lead.apart,
        "motor_columns": column(_MOTOR),
        "sensory_columns": column(_SENSORY),
        "f_columns": column(_F_WAVES),
        "classical_note": say("report.classical.note", language, low=LOW, late=LATE),
        "rules": [
            asdict(one)
            for one in (
                *rules_once(study.segments, study.common_cautions, titles, language),
                *slowing_once(study.nerves, language),
            )
        ],
        "decides": [[asdict(each) for each in decides(one, language)] for one in study.categories],
        "printed_on": say("report.sheet.printed_on", language, date=made_on) if made_on else "",
        "page": say("report.sheet.page", language, number="{number}", total="{total}"),
        "encodings": [
            say("report.sheet.encoding", language, version=one.version) for one in study.sets
        ],
        "reference": say(
            "report.sheet.reference",
            language,
            heading=say("report.label.reference", language),
            title=study.reference,
            authors=source.authors,
            year=source.year,
            checked=study.reference_words,
        ),
    }


_HEADS: Final = (
    "blocks", "unjudged", "large", "open", "other", "values", "category", "decides", "unstated",
    "cautions", "not_tested", "next", "unread",
)  # fmt: skip
_MOTOR: Final = (
    "latency", "amplitude", "area", "duration", "distance", "velocity", "change_amplitude",
    "change_area", "segment",
)  # fmt: skip
_SENSORY: Final = ("latency", "sensory_amplitude", "distance", "velocity")
_F_WAVES: Final = ("f_minimum", "f_mean", "f_persistence", "f_chronodispersion", "f_sweeps")


@cache
def _template() -> bytes:
    parts = files("multifocal.report").joinpath("sheet").iterdir()
    pages = sorted((one for one in parts if one.name.endswith(".typ")), key=lambda one: one.name)
    return b"\n".join(one.read_bytes() for one in pages)


@cache
def _labels() -> tuple[str, ...]:
    """The labels that the template asks for."""
    return tuple(sorted(set(_LABEL.findall(_template().decode()))))


def _inked(svg: str) -> str:
    """The picture with its colors in it."""
    style = _TOKEN.sub(lambda token: palette("print")[token[1]], _INK)
    return svg.replace(">", f"><style>{style}</style>", 1)
