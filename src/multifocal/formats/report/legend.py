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


class Legend:
    """Keeps the lines that explain, and asks of those that change what a number or a word means."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking
        self._no_response: tuple[int, str] | None = None

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
        return False

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
