"""Lines below a table that explain its words and signs, and may overturn what they say."""

import re
from typing import Final

from multifocal.fault import quoted
from multifocal.formats.report.questions import Asking
from multifocal.study.vocabulary import says_no_response

_NO_RESPONSE: Final = re.compile(
    r"[\s*†‡§#]*\b(nr|n\.\s?r\.?)\s*[*†‡§#]*\s*(=|:|–|-|means|stands for|bedeutet)\s*(?P<what>.+)",
    re.IGNORECASE,
)  # fmt: skip
_PEAK_TO_PEAK: Final = re.compile(
    r"\bpeak[\s-]*(to|-)?[\s-]*(peak|trough)|\bp\s?[-/]\s?[pt]\b|\bpp\b|spitze[\s-]*(zu[\s-]*)?spitze|"
    r"cr[eê]te\s*[aà]\s*cr[eê]te|pico\s*a\s*pico|pic\s*[aà]\s*pic", re.IGNORECASE,
)  # fmt: skip
_WHOLE: Final = re.compile(
    r"\b(total\w*|gesamt\w*|whole|entire|full)\b.*\b(area|dur|fl[aä]che|dauer|surface|aire)|"
    r"\b(areas?|dur(ations?)?|fl[aä]che|dauer|surface|dur[ée]e|aire|[aá]rea|duraci[oó]n)\b.*"
    r"\b(total\w*|gesamt\w*|whole|entire|full)\b|gesamt(fl[aä]che|dauer)", re.IGNORECASE,
)  # fmt: skip
_SIGN: Final = re.compile(r"\s*(?P<sign>[*†‡§#^]+|\S{1,6}(?=\s*=))\s*=?\s*(?P<what>.+)")
_MARKS: Final = re.compile(r"[*†‡§#^]+")
_OF_LIMITS: Final = re.compile(
    r"abnormal|outside|limit|normal|patholog|above|below|high|low|auff[aä]llig|anormal|hors|"
    r"reference|grenz|norm", re.IGNORECASE,
)  # fmt: skip


class Legend:
    """Keeps the lines that explain, and asks of those that change what a number or a word means."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self.cells: set[str] = set()
        self._no_response: tuple[int, str] | None = None
        self._signs: list[tuple[int, str, str]] = []

    def explains(self, number: int, text: str) -> bool:
        """Whether a line outside the tables explains something in them."""
        found = _NO_RESPONSE.search(text)
        if found:
            if not says_no_response(found["what"].strip(" .;")):
                self._no_response = (number, text)
            return True
        if _PEAK_TO_PEAK.search(text) or _WHOLE.search(text):
            self._ask(number, text)
            return True
        sign = _SIGN.fullmatch(text)
        if sign and not _OF_LIMITS.search(sign["what"]):
            self._signs.append((number, text, sign["sign"]))
        return sign is not None and _MARKS.fullmatch(sign["sign"]) is not None

    def settle(self) -> None:
        """Asks of each sign that a cell has."""
        for number, text, sign in self._signs:
            mark = _MARKS.fullmatch(sign)
            if any(sign in cell if mark else sign == cell for cell in self.cells):
                self._ask(number, text)

    def no_response(self) -> bool:
        """Whether "NR" is no response: so it is, unless a line explains it otherwise; then it is
        asked, and till then it is not."""
        if self._no_response is None:
            return True
        number, text = self._no_response
        given = self.asking.ask("nr", "nr", ("no-response", "not-recorded"), number, None,
                                written=quoted(text))  # fmt: skip
        return given == "no-response"

    def _ask(self, number: int, text: str) -> None:
        self.asking.ask(f"note:{number}", "note", ("as-headed",), number, None,
                        written=quoted(text))  # fmt: skip
