"""When it began, as people write it: "March 2021" and "31 March 2021" beside what a diary holds."""

import re
from datetime import date, timedelta
from typing import Final

from multifocal.words import day_said, month_said

_YEAR: Final = re.compile(r"\d{4}", re.ASCII)


def since_read(text: str) -> str:
    """A month or a day in the language's own words as a diary holds it ("2021-03"); anything else
    as it is, for the diary itself to read or to refuse."""
    years = _YEAR.findall(text)
    if len(years) != 1 or years[0] == "0000" or text == years[0]:
        return text
    wanted, year = _plain(text), int(years[0])
    for month in range(1, 13):
        first = date(year, month, 1)
        if wanted == _plain(month_said(first)):
            return f"{first:%Y-%m}"
        days = (first + timedelta(days=at) for at in range(31))
        for day in days:
            if day.month == month and wanted == _plain(day_said(day)):
                return day.isoformat()
    return text


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
