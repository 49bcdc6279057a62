"""No word reaches a reader but through a catalog or a content file: with accents on every letter of
those, what is left without them is on one reviewed list."""

import json
import os
import subprocess
import sys
from calendar import month_abbr, month_name
from pathlib import Path

import pytest

from tests.words import pseudo

pytestmark = pytest.mark.exhaustive  # renders all that is shown
ANYWHERE = {
    "our name": "Multifocal multifocal",
    "units": "mV uV ms mm cm",
    "muscles by the abbreviations that every laboratory writes": "ADM FDI APB EIP EDC TA EDB AH",
    "rule sets and limits by their names; the sentences about them are in the catalog": """
        AANEM Utrecht Ghosh CIDP Amplitude limits Korean normals EFNS EAN PNS MMN Extended signs
        Buschbacher mean and two SD Preston Shapiro""",
    "services that people call, by their own names": "Suicide Crisis Lifeline Helpline Samaritans",
    "formats by their names": "XLSX JSON CSV FHIR EDF",
}
IN = {
    "page": {
        "names of months, of Babel": " ".join((*month_name, *month_abbr, "Sept")),
        "a command": "localize",
        "words of a report that was pasted, as it has them": "Ulnar Lat Neg Amp",
        "what a script fills in": "NUMBER COUNT SHOWN TOTAL REGION DISTANCE INCHES PERCENT",
    },
    "help": {
        "Typer's own words": """Usage Options Commands Arguments Show this message and exit default
            required OPTIONS COMMAND ARGS DIR FILE OUT NAME int str float list path range""",
        "commands and what is typed": """serve warm fiber nerve examine study evidence evaluate
            localize FINDINGS ADDRESS excitability diary
            measure convert compare batch inching report make performance healthy host site browser
            noise all named longer EARLIER LATER PERCENT dir negative total
            SITE SEVERITY MECHANISM DAYS ENTRAPMENT STRENGTH SPREAD SIDE SHARE NERVE
            ITEM MUSCLE WORD mrg cn efns ean pns aanem extended utrecht ghosh amplitude korean
            buschbacher preston shapiro edf xlsx json waveform csv fhir median ulnar radial
            musculocutaneous axillary femoral fibular tibial right up down""",
    },
    "terminal": {
        "names of fields, as in --json": """conducted True lesions kind lamellae scale count nodes
            membrane mrg geometry table scheme cn""",
        "names of months, of Babel": " ".join((*month_name, *month_abbr)),
        "ids of sites, as they are typed": "wrist below above axilla erb",
    },
}


def allowed(channel: str) -> set[str]:
    lists = (*ANYWHERE.values(), *IN.get(channel, {}).values())
    return {word for text in lists for word in text.split()}


@pytest.fixture(scope="module")
def strays(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """In each channel, every word without accents and a piece of text that it was met in."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.words.pseudo_channels"],
        env={**os.environ, "MULTIFOCAL_DATA": str(tmp_path_factory.mktemp("data"))},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("channel", ["page", "pdf", "help", "terminal", "json"])
def test_no_word_comes_past_the_catalogs(strays: dict[str, dict[str, str]], channel: str) -> None:
    known = allowed(channel)
    left = {word: where for word, where in strays[channel].items() if word not in known}
    assert not left


def test_every_channel_was_heard(strays: dict[str, dict[str, str]]) -> None:
    """Names and units are met in all of them, so that a channel that says nothing is seen."""
    assert set(strays) == {"page", "pdf", "help", "terminal", "json"}
    assert all(strays.values())


def test_accents_leave_what_is_not_for_the_ear() -> None:
    said = pseudo.accented("Read <why>{number} mV</why> in [words](term:node), `code`, {a:.1f}")
    assert said.translate(str.maketrans(pseudo._MARKED, pseudo._PLAIN)) == (
        "Read <why>{number} mV</why> in [words](term:node), `code`, {a:.1f}"
    )
    assert list(pseudo.strays("Ńó <b>{number}</b> `code` ẃáš þłáńťéđ by me")) == [
        "code",
        "by",
        "me",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Stray</p>",
        '<button aria-label="Stray"></button>',
        "<svg><title>Stray</title></svg>",
        "<svg><text>Stray</text></svg>",
        '<div data-said="Stray word"></div>',
        """<div data-said='{"a": "Stray"} '></div>""",
        '<meta name="description" content="Stray">',
        "<ul class=citations><li>Kept <br> apart</li></ul><p>Stray",
    ],
)
def test_a_stray_word_is_met_wherever_it_is_shown_or_said(html: str) -> None:
    found = [word for piece in pseudo.shown(html) for word in pseudo.strays(piece)]
    assert set(found) - {"word"} == {"Stray"}
