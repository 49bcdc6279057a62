"""The icons of an installed copy, made from the site's own small picture."""

import re
from pathlib import Path
from typing import Final

import typst

PNG_PX: Final = (180, 192, 512)
MASKABLE_PX: Final = 512
ROOM: Final = 0.8
"""Of a maskable icon, how much of its width is never cut off."""


def icons(static: Path) -> dict[str, bytes]:
    """Each icon by its file name."""
    plain = (static / "multifocal" / "favicon.svg").read_text(encoding="utf-8")
    masked = _maskable(plain)
    made = {"icon.svg": plain.encode()}
    made |= {f"icon-{px}.png": _png(plain, px) for px in PNG_PX}
    return made | {f"maskable-{MASKABLE_PX}.png": _png(masked, MASKABLE_PX)}


def sizes(name: str) -> str:
    """The sizes of an icon as a manifest says them."""
    found = re.search(r"-(\d+)\.png$", name)
    return f"{found[1]}x{found[1]}" if found else "any"


def _maskable(svg: str) -> str:
    """The picture small enough that a system may cut its edges into any shape, on a full square."""
    square, count = re.subn(r' rx="[\d.]+"', "", svg, count=1)
    ground = re.search(r"<rect[^>]*/>", square)
    if count != 1 or ground is None:
        raise ValueError("the small picture has no ground with round corners")
    rest = square[ground.end() : square.rindex("</svg>")]
    middle = f"translate({16 * (1 - ROOM):g} {16 * (1 - ROOM):g}) scale({ROOM:g})"
    return f'{square[: ground.end()]}<g transform="{middle}">{rest}</g></svg>'


def _png(svg: str, px: int) -> bytes:
    sheet = (
        f"#set page(width: {px}pt, height: {px}pt, margin: 0pt, fill: none)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    made = typst.compile(sheet.encode(), format="png", ppi=72.0, sys_inputs={"svg": svg})
    return bytes(made)
