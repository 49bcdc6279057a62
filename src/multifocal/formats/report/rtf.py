"""Rich text (RTF) as a word processor saves it: its tables as lines of cells, and its paragraphs.

Hidden and deleted text, pictures, headers and lists of styles are left out; footnotes stand at the
end, for they may say what a word in the table means.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from multifocal.fault import Fault

_TOKEN: Final = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-f]{2})|\\(?P<sign>[^a-z])|"
    r"(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_UNSEEN: Final = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "listtable", "listoverridetable",
    "rsidtbl", "generator", "themedata", "colorschememapping", "datastore", "latentstyles",
    "fldinst", "xe", "tc", "annotation", "atnid", "atnauthor", "revtbl", "filetbl", "private",
))  # fmt: skip
_SIGNS: Final = {
    "tab": "\t", "cell": "\t", "nestcell": "\t", "row": "\n", "nestrow": "\n", "line": "\n",
    "sect": "\n", "page": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_MOST_DEPTH: Final = 200
_HIGHEST: Final = 0x10000


@dataclass(frozen=True)
class _State:
    """What holds within a group. `skips`: signs that stand in for one of Unicode."""

    unseen: bool = False
    hidden: bool = False
    footnote: bool = False
    skips: int = 1


def is_rtf(text: str) -> bool:
    """Whether the text is rich text."""
    return text.lstrip().startswith("{\\rtf")


def text_of_rtf(text: str) -> str:
    """Its words, cells parted by tabs and rows by line ends. Fault where it is damaged."""
    page = _Page()
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Fault("report.rtf_broken")
        at = match.end()
        if match["word"]:
            at += page.word(match["word"].lower(), match["number"])
        else:
            page.token(match)
    if page.depth:
        raise Fault("report.rtf_broken")
    return page.text


class _Page:
    def __init__(self) -> None:
        self._state, self._groups = _State(), list[_State]()
        self._body, self._notes = list[str](), list[str]()
        self._in_table, self._left = False, 0
        self._codec = "cp1252"

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._groups)

    @property
    def text(self) -> str:
        """Body, then footnotes."""
        return f"{''.join(self._body)}\n{''.join(self._notes)}\n"

    def token(self, match: re.Match[str]) -> None:
        """A brace, a sign, a byte or plain text."""
        if match["brace"]:
            self._brace(match["brace"])
        elif match["byte"]:
            self._write(bytes.fromhex(match["byte"]).decode(self._codec, errors="replace"))
        elif match["sign"]:
            self._sign(match["sign"])
        elif match["text"]:
            self._write(match["text"])

    def _brace(self, brace: str) -> None:
        self._left = 0
        if brace == "{":
            if len(self._groups) >= _MOST_DEPTH:
                raise Fault("report.rtf_broken")
            self._groups.append(self._state)
        elif not self._groups:
            raise Fault("report.rtf_broken")
        else:
            if self._state.footnote and not self._groups[-1].footnote:
                self._notes.append("\n")
            self._state = self._groups.pop()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, unseen=True)
        elif sign in "\r\n":
            self._paragraph()
        else:
            self._write({"~": " ", "_": "-", "-": ""}.get(sign, sign))

    def word(self, name: str, number: str | None) -> int:
        """A control word; gives how many signs behind it are no text."""
        value = None if number is None else int(number)
        if name == "bin":
            return max(value or 0, 0)
        if name in _UNSEEN:
            self._state = replace(self._state, unseen=True)
        elif name == "footnote":
            self._state = replace(self._state, footnote=True)
        elif name in ("v", "deleted"):
            self._state = replace(self._state, hidden=value != 0)
        elif name == "plain":
            self._state = replace(self._state, hidden=False)
        elif name == "uc":
            self._state = replace(self._state, skips=max(value or 0, 0))
        elif name == "u" and value is not None:
            self._left = 0
            self._write(_sign_of(value))
            self._left = self._state.skips
        elif name == "ansicpg" and value is not None:
            self._codec = _codec(value)
        elif name in ("intbl", "pard"):
            self._in_table = name == "intbl"
        elif name == "par":
            self._paragraph()
        elif name in _SIGNS:
            self._write(_SIGNS[name])
        return 0

    def _paragraph(self) -> None:
        """The end of a paragraph, which within a cell ends no row."""
        self._write(" " if self._in_table and not self._state.footnote else "\n")

    def _write(self, text: str) -> None:
        skipped = min(self._left, len(text))
        self._left -= skipped
        if not (self._state.unseen or self._state.hidden):
            (self._notes if self._state.footnote else self._body).append(text[skipped:])


def _sign_of(value: int) -> str:
    """A number of RTF, signed where it is above 32,767; pairs of surrogates are put in question."""
    code = value % _HIGHEST
    return "�" if 0xD800 <= code < 0xE000 else chr(code)


def _codec(page: int) -> str:
    name = f"cp{page}"
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name
