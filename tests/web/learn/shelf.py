"""The files of the pages' words, and a paragraph's words without their marks."""

import re
from importlib.resources import files

from multifocal.web.site.content import Block, page

PAGES = sorted(
    one.name.removesuffix(".toml")
    for one in files("multifocal.web.site.content").joinpath("en").iterdir()
    if one.name.endswith(".toml") and one.name != "glossary.toml"
)
BLOCKS: list[tuple[str, Block]] = [
    (name, block) for name in PAGES for blocks in page(name).groups.values() for block in blocks
]


def plain(markdown: str) -> str:
    """The words as read: links by their text, no stars."""
    return re.sub(r"[*_`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown))
