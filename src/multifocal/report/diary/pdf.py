"""The report of a diary on paper: tagged PDF (PDF/UA-1) by Typst, offline. It is in clear."""

import json
import re
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Final

from multifocal.extras import require
from multifocal.figures import palette
from multifocal.report.diary.options import Paper
from multifocal.report.diary.presented import PresentedDiary
from multifocal.words import language, say

STANDARD: Final = "ua-1"
_TOKEN: Final = re.compile(r"var\(--([a-z-]+)\)")
_INK: Final = """
.anatomy__body{fill:var(--skin)}
.anatomy__edge{fill:none;stroke:var(--skin-edge);stroke-width:1.6;stroke-linejoin:round}
.anatomy__line{fill:none;stroke:var(--skin-edge);stroke-width:.9;stroke-opacity:.55}
.anatomy__coat{fill:none}
.anatomy__muscle,.anatomy__belly{fill:none;stroke:none}
.anatomy__nerve{fill:none;stroke:var(--nerve);stroke-width:4;stroke-linejoin:round}
.anatomy__nerve.is-far{stroke-opacity:.6;stroke-dasharray:4 3}
.choice-body__side{font-size:17px;fill:var(--ink);font-family:Libertinus Serif}
.choice-body__leader{fill:none;stroke:var(--ink);stroke-width:1.2}
.choice-body__end{fill:var(--ink)}
.choice-body__disc{fill:var(--surface);stroke:var(--ink);stroke-width:1.5}
.choice-body__number{font-size:13px;fill:var(--ink);font-family:Libertinus Serif}
.strength-chart__label{font-size:18px;fill:var(--ink);font-family:Libertinus Serif}
.strength-chart__grid{fill:none;stroke:var(--line);stroke-width:.8}
.strength-chart__band{fill:var(--accent-soft)}
.strength-chart__infusion{fill:none;stroke:var(--ink-soft);stroke-width:1;stroke-dasharray:3 3}
.strength-chart__mark{fill:none;stroke:var(--ink-soft);stroke-width:.7}
.strength-chart__missed-mark{fill:none;stroke:var(--ink-soft);stroke-width:.7;stroke-dasharray:2 2}
.strength-chart__drop{fill:var(--ink-soft);stroke:var(--ink-soft);stroke-width:1}
.strength-chart__drop.is-missed{fill:none}
.strength-chart__line{fill:none;stroke:var(--nerve);stroke-width:1.4}
.strength-chart__point{fill:var(--nerve)}
.strength-chart__cycle{opacity:.45}
.strength-chart__cycle.is-newest{opacity:1}
"""
"""The page's classes in ink, as in `report.pdf`."""


def diary_pdf(diary: PresentedDiary, paper: Paper = "a4") -> bytes:
    """The PDF of a presented diary; the same gives the same bytes.

    Nothing is read from or written to the disk, and no address is called. Fault where Typst (the
    extra `pdf`) is not installed.
    """
    require("pdf")
    import typst  # noqa: PLC0415 (an extra)

    data = asdict(diary) | {
        "map": _inked(diary.map.svg) if diary.map else None,
        "map_text": diary.map.text if diary.map else "",
        "charts": [
            {
                "svg": _inked(one.svg),
                "text": one.text,
                "name": one.table.caption if one.table else "",
            }
            for one in diary.charts
        ],
        "palette": dict(palette("print")),
        "language": language(),
        "paper": paper,
        "page": say("report.sheet.page", number="{number}", total="{total}"),
    }
    return bytes(
        typst.compile(
            _template(),
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=[STANDARD],
            ignore_system_fonts=True,
        )
    )


@cache
def _template() -> bytes:
    return files("multifocal.report.diary").joinpath("sheet", "diary.typ").read_bytes()


def _inked(svg: str) -> str:
    style = _TOKEN.sub(lambda token: palette("print")[token[1]], _INK)
    return svg.replace(">", f"><style>{style}</style>", 1)
