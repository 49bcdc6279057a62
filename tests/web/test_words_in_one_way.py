"""A sentence of the site reaches its reader in one way: by a key of the catalog.

Whatever else could carry a sentence is refused: Django's own translations, letters that stand in a
template, strings in scripts. And no key of the site's topics is left that nothing says.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import multifocal
from multifocal.words import catalog

SRC = Path(multifocal.__file__).parent
WEB = SRC / "web"
PYTHON = sorted(WEB.rglob("*.py"))
SCRIPTS = sorted((WEB / "static").rglob("*.js"))
TEMPLATES = sorted(
    p for kind in ("html", "svg") for p in WEB.rglob(f"*.{kind}") if "templates" in p.parts
)
TOPICS = ("site", "learn", "workup", "lab", "inside", "dots", "phone", "report")

NOT_WORDS = frozenset({"Multifocal", "doi"})
"""Letters that are the same in every language."""

COLUMNS = re.compile(r"[a-z_]+(,[a-z_]+)+")
"""The header of a file's table, as it must be typed."""

SHOWN = frozenset(
    {"alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "content"}
    | {"label", "placeholder", "title"}
)
HOOKS = frozenset(
    {"data-copies", "data-go", "data-mark", "data-of", "data-part", "data-print-card", "data-said"}
    | {"data-from", "data-only", "data-tone", "data-typed", "data-view"}
)
"""Attributes by which scripts find things: their values are names and are not shown. Every other
`data-` attribute may hold words for a script to show."""
NAMES_OF_META = frozenset({"viewport", "color-scheme", "og:type", "twitter:card"})
"""`meta` elements whose content is read by programs alone."""

TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
COMMENT = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}", re.DOTALL)
RUN = re.compile(r"[^\W\d_]+")


def named(paths: list[Path]) -> dict[str, Path]:
    return {str(p.relative_to(WEB)): p for p in paths}


def djangos(template: str) -> Iterator[str]:
    """What a template asks of Django's translations, but for the page's language."""
    for tag in TAG.findall(COMMENT.sub("", template)):
        name = tag.strip("{%} ").partition(" ")[0]
        if name.startswith(("trans", "blocktrans")) or "_(" in tag:
            yield tag
        if name == "load" and "i18n" in tag.split() and "get_current_language" not in template:
            yield tag


class Strays(HTMLParser):
    """Runs of letters in the text of a template and in the attributes that are shown."""

    def __init__(self, template: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0
        # what a tag of the template says is put out of the way as a sign that is no letter
        self.feed(TAG.sub("·", COMMENT.sub("", template)))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("script", "style")
        given = dict(attrs)
        if {given.get("name"), given.get("property")} & NAMES_OF_META:
            return
        for name, value in attrs:
            data = name.startswith("data-") and name not in HOOKS
            if value and (name in SHOWN or data) and not COLUMNS.fullmatch(value):
                self.handle_data(value)

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found += [run for run in RUN.findall(data) if run not in NOT_WORDS]


def djangos_in_python(code: str) -> Iterator[str]:
    """What a module takes of Django's translations, but for the reader's language."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = {alias.name for alias in node.names}
            if node.module == "django.utils.translation":
                yield from names - {"get_language", "override"}
            elif node.module == "django.utils":
                yield from names & {"translation"}
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("django.utils.translation"))


STRING = re.compile(r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`""")
SAYING = re.compile(
    r"""(?:(?:textContent|innerText|ariaLabel|title|placeholder|alt)\s*[=:]
        | setAttribute\(\s*"(?:aria-label|aria-valuetext|title|alt|placeholder)"\s*,)\s*$""",
    re.VERBOSE,
)
SENTENCE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
SELECTING = re.compile(r"(?:(?:querySelector(?:All)?|closest|matches)\(|className\s*[:=])\s*$")


def said_by_script(script: str) -> Iterator[str]:
    """Strings of a script that are words: put where a reader meets them, or a sentence."""
    code = re.sub(r"(?m)(^|\s)//.*$", r"\1", script)
    for found in STRING.finditer(code):
        text, before = re.sub(r"\${.*?}", "", found[0][1:-1]), code[: found.start()]
        shown = SAYING.search(before) and RUN.search(text)
        if shown or (SENTENCE.search(text) and not SELECTING.search(before)):
            yield text


@pytest.mark.parametrize("name", named(TEMPLATES))
def test_a_template_has_its_words_from_the_catalog(name: str) -> None:
    text = (WEB / name).read_text(encoding="utf-8")
    assert not list(djangos(text))
    assert not Strays(text).found


@pytest.mark.parametrize("name", named(TEMPLATES))
def test_what_a_template_says_is_in_the_catalog(name: str) -> None:
    said = re.findall(r'{% say "([^"]*)"', (WEB / name).read_text(encoding="utf-8"))
    assert set(said) <= catalog.keys()


@pytest.mark.parametrize("name", named(PYTHON))
def test_a_module_takes_no_words_from_django(name: str) -> None:
    assert not list(djangos_in_python((WEB / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", named(SCRIPTS))
def test_a_script_has_its_words_from_the_page(name: str) -> None:
    assert not list(said_by_script((WEB / name).read_text(encoding="utf-8")))


def _patterns(code: str) -> Iterator[str]:
    """Keys that are put together where they are said: f"lab.column.{name}"."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(one.value)
                if isinstance(one, ast.Constant) and isinstance(one.value, str)
                else r"[a-z0-9_-]+"
                for one in node.values
            ]
            if parts[0].startswith(tuple(f"{topic}\\." for topic in TOPICS)):
                yield "".join(parts)


def test_every_key_of_the_site_is_said() -> None:
    kept = [p for p in SRC.rglob("*") if p.suffix in (".py", ".html", ".svg", ".toml", ".typ")]
    texts = {p: p.read_text(encoding="utf-8") for p in kept}
    quoted = re.compile(r"""["']([a-z]+\.[\w.-]+)["']""")
    literal = {key for text in texts.values() for key in quoted.findall(text)}
    built = {one for p, text in texts.items() if p.suffix == ".py" for one in _patterns(text)}
    some = re.compile("|".join(sorted(built)))
    every = catalog.keys()
    keys = {key for key in every if key.startswith(tuple(f"{topic}." for topic in TOPICS))}
    assert len(keys) > 500
    assert not {key for key in keys - literal if not some.fullmatch(key)}


@pytest.mark.parametrize(
    "template",
    [
        "<p>Hello</p>",
        "<p>{% say 'x' %} and more</p>",
        '<svg><text x="3">stopped</text></svg>',
        '<img alt="A nerve">',
        '<input placeholder="Your name">',
        '<button aria-label="{{ name }}: close">×</button>',
        '<div data-again="play"></div>',
        '<meta name="description" content="Open software">',
        "<title>{{ x }} · Mehrherd</title>",
    ],
)
def test_a_stray_word_is_found(template: str) -> None:
    assert Strays(template).found


@pytest.mark.parametrize(
    "template",
    [
        '{% translate "Close" %}',
        "{% blocktranslate %}Close{% endblocktranslate %}",
        "{% load i18n static %}",
        '{% include "a.html" with words=_("Criteria") %}',
    ],
)
def test_djangos_translations_are_found(template: str) -> None:
    assert list(djangos(template))


@pytest.mark.parametrize(
    "code",
    [
        "from django.utils.translation import gettext_lazy as _",
        "from django.utils.translation import get_language, ngettext",
        "from django.utils import translation",
        "import django.utils.translation as t",
    ],
)
def test_djangos_translations_are_found_in_python(code: str) -> None:
    assert list(djangos_in_python(code))


@pytest.mark.parametrize(
    "script",
    [
        'button.textContent = "Copied";',
        'cell.setAttribute("aria-label", `Row ${index}`);',
        'make("th", { scope: "col", textContent: "Remove" });',
        'tell("The answer did not come.");',
    ],
)
def test_words_in_a_script_are_found(script: str) -> None:
    assert list(said_by_script(script))
