"""A name as it stands at the head of a line: its first letter a capital, the rest as it is."""

from typing import Final

from multifocal.words.language import language as spoken

DIGRAPHS: Final = {"nl": ("ij",)}
"""Two letters that are one, and both capital (Unicode, default case algorithms, Dutch)."""
DOTTED: Final = ("tr", "az")
"""Languages in which the capital of i keeps its dot (Unicode, SpecialCasing)."""


def initial(name: str, language: str | None = None) -> str:
    """`name` with a capital first letter, as the language that is spoken here writes it.

    For headings, cells and choices that consist of one name. A sentence never needs it: its
    catalog writes it whole.
    """
    code = (language or spoken()).partition("-")[0]
    for digraph in DIGRAPHS.get(code, ()):
        if name.startswith(digraph):
            return digraph.upper() + name.removeprefix(digraph)
    if code in DOTTED and name.startswith("i"):
        return "İ" + name[1:]
    return name[:1].upper() + name[1:]
