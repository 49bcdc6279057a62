"""Draws the pictures of docs/body.md and fills its tables: part of `make docs`.

The pictures are those of the site, with its colors written into them, as a picture file has no
page to take them from.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from multifocal import body
from multifocal.figures import Highlights, anatomy
from multifocal.sources import source
from multifocal.words import say

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "src" / "multifocal" / "web" / "static" / "multifocal"
SVG = "http://www.w3.org/2000/svg"
GAP = 24.0

MUSCLES = [one.id for one in body.muscles()]
SKIN = [one.id for one in body.skin_areas()]
TITLES = {
    **{one.id: say(one.name) for one in body.targets()},
    **{one.id: say(one.name) for one in body.nerves()},
}


def draw(folder: Path) -> None:
    """Every picture, front and back beside each other."""
    muscles = Highlights(muscles=MUSCLES, titles=TITLES)
    nerves = Highlights(ways=[*MUSCLES, *SKIN], titles=TITLES)
    skin = Highlights(skin=SKIN, others=False, titles=TITLES)
    both: dict[body.Side, Highlights] = {"right": muscles, "left": nerves}
    _beside(folder / "body.svg", "body", both, "The standing body from front and back")
    _beside(folder / "body-skin.svg", "body", {"right": skin}, "Areas of skin, front and back")
    limbs: tuple[tuple[body.Frame, str], ...]
    limbs = (("arm", "Forearm and hand"), ("leg", "Lower leg and foot"))
    for frame, name in limbs:
        highlights: tuple[tuple[str, Highlights], ...] = (
            ("muscles", muscles),
            ("nerves", nerves),
            ("skin", skin),
        )
        for what, one in highlights:
            text = f"{name}: {what}, from both sides"
            _beside(folder / f"{frame}-{what}.svg", frame, {"right": one}, text)


def _beside(
    path: Path, frame: body.Frame, highlights: dict[body.Side, Highlights], text: str
) -> None:
    ElementTree.register_namespace("", SVG)
    page = body.drawing(frame)
    width = 2 * page.width + GAP
    root = ElementTree.Element(
        f"{{{SVG}}}svg",
        {"viewBox": f"0 0 {width:g} {page.height:g}", "role": "img", "aria-label": text},
    )
    ElementTree.SubElement(root, f"{{{SVG}}}title").text = text
    ElementTree.SubElement(root, f"{{{SVG}}}style").text = _style()
    for k, view in enumerate(body.VIEWS):
        picture = ElementTree.fromstring(
            anatomy("", frame, view, highlights, f"{path.stem}-{view}").svg
        )
        picture.set("x", f"{k * (page.width + GAP):g}")
        picture.set("width", f"{page.width:g}")
        picture.set("height", f"{page.height:g}")
        for key in ("role", "aria-label"):
            del picture.attrib[key]
        root.append(picture)
    path.write_text(ElementTree.tostring(root, encoding="unicode") + "\n", encoding="utf-8")


def _style() -> str:
    """The drawing's own style sheet, and of the site's the colors that it uses."""
    sheet = (STATIC / "anatomy.css").read_text(encoding="utf-8")
    base = (STATIC / "base.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[\w-]+)\)", sheet)) - set(re.findall(r"(--[\w-]+):", sheet))
    light, dark = base.split("@media (prefers-color-scheme: dark)", 1)

    def colors(css: str) -> str:
        return " ".join(
            f"{name}: {found[1]};"
            for name in sorted(used)
            if (found := re.search(rf"{name}: ([^;]+);", css))
        )

    return (
        f":root {{ {colors(light)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {colors(dark)} }} }}\n{sheet}"
    )


def tables(fill: Callable[[str, str, str], None]) -> None:
    """The tables of docs/body.md."""
    fill("body.md", "muscles", "\n".join(_muscle_rows()))
    fill("body.md", "skin", "\n".join(_skin_rows()))
    fill("body.md", "studies", "\n".join(_study_rows()))


def _muscle_rows() -> list[str]:
    rows = ["| muscle | nerve | roots | movement |", "|---|---|---|---|"]
    for one in body.muscles():
        nerves = " and ".join(say(body.nerve(s.nerve).name) for s in one.supplies)
        roots = ", ".join(f"**{r}**" if r == one.main_root else r for r in one.roots)
        rows.append(f"| {say(one.name)} | {nerves} | {roots} | {say(one.movement)} |")
    return rows


def _skin_rows() -> list[str]:
    rows = ["| skin | nerve | roots | a study records from |", "|---|---|---|---|"]
    for one in body.skin_areas():
        roots = ", ".join(f"**{r}**" if r == one.main_root else r for r in one.roots)
        electrode = say(one.electrode) if one.electrode else "not usual"
        rows.append(
            f"| {say(one.name)} | {say(body.nerve(one.nerve).name)} | {roots} | {electrode} |"
        )
    return rows


def _study_rows() -> list[str]:
    rows = [
        "| study | stimulated at | in practice, mm | in the model at 150, 175, 200 cm, mm |",
        "|---|---|---|---|",
    ]
    for study in body.sensory_studies():
        lengths = []
        for height in (150, 175, 200):
            way = body.path(study.skin, subject=body.Subject(height_cm=height))
            lengths.append(f"{way.mm_from_muscle(study.site.place_on(way)):.0f}")
        rows.append(
            f"| {say(study.name)} | {say(study.site.name)} | {study.distance_mm:.0f} "
            f"| {', '.join(lengths)} |"
        )
    note = source("sensory-study-distances-general").evidence
    return [*rows, "", f"Evidence of these distances: {note} (to be checked)."]


def main(fill: Callable[[str, str, str], None], figures: Path) -> None:
    """The pictures and the tables."""
    draw(figures)
    tables(fill)


if __name__ == "__main__":
    sys.exit("run `make docs`")
