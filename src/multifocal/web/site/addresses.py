"""Links for the addresses that a source's place names: web pages, DOIs, and the numbers of PubMed
and of trials."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

ENDINGS = (
    "au|be|biz|ca|ch|com|cz|de|edu|es|eu|fr|gov|ie|info|int|io|it|life|mx|net|nl|nz|org|pub|scot|se|sg"
    "|uk|us|wales"
)
"""The last parts of host names. A new source whose host ends otherwise adds its own."""

_HOST = rf"(?:[a-z0-9-]+\.)+(?:{ENDINGS})"
_NAMED = re.compile(
    r"(?P<pmc>\bPMC\d{5,}\b)|(?:PMID|PubMed) (?P<pmid>\d{5,})\b|(?P<trial>\bNCT\d{8}\b)"
    r"|(?P<doi>\b10\.\d{4,}/[^\s;,]*[^\s;,.])"
    rf"|(?P<web>(?<![\w@./-]){_HOST}\b(?:/[^\s;,]*[^\s;,.])?(?![\w.-]*\w))"
)
_LINK = '<a href="{}" rel="noreferrer">{}</a>'


def linked(where: str) -> SafeString:
    """`where` as HTML, with a link on each address. A host of four parts or more without a path is
    a machine and no page, and stays as it is."""
    made, at = [], 0
    for match in _NAMED.finditer(where):
        address = _address(match)
        if address is None:
            continue
        made.append(conditional_escape(where[at : match.start()]))
        made.append(format_html(_LINK, address, match[0]))
        at = match.end()
    made.append(conditional_escape(where[at:]))
    return mark_safe("".join(made))


def _address(match: re.Match[str]) -> str | None:
    if match["pmc"]:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{match['pmc']}/"
    if match["pmid"]:
        return f"https://pubmed.ncbi.nlm.nih.gov/{match['pmid']}/"
    if match["trial"]:
        return f"https://clinicaltrials.gov/study/{match['trial']}"
    if match["doi"]:
        return f"https://doi.org/{match['doi']}"
    host, slash, _ = match["web"].partition("/")
    return f"https://{match['web']}" if slash or host.count(".") < 3 else None
