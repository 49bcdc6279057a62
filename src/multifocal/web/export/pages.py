"""The pages of a copy: what the site answers, without a server's headers and with links that work
below any path."""

import datetime
import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from multifocal.figures import palette
from multifocal.web.export.address import file_of, served_at, with_links
from multifocal.web.export.settings import HOST
from multifocal.web.site.content import page
from multifocal.web.site.content.phone_numbers import phone_numbers
from multifocal.web.site.rooms import ROOMS, RoomsSitemap
from multifocal.words import say, speaking

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What a page may load, as its own `meta` says; no form of it is ever sent. A file server adds
frame-ancestors, which only a header can say (docs/export.md)."""
DATED: Final = {"learn:treatment": ("trials",), "learn:help": ("trials",)}
"""By page: ids of the sections that are news, and so grow old."""
DATA: Final = ("dots:tables", "dots:words", "diary:shape", "diary:words")
"""What scripts of pages read, beside them."""
NOT_FOUND: Final = "404.html"

_TOKEN: Final = re.compile(r'<input type="hidden" name="csrfmiddlewaretoken"[^>]*>')
_POSTING: Final = re.compile(r'(<form\b[^>]*) method="post"(?: action="[^"]*")?')
_MAIN: Final = '<main id="main" tabindex="-1">\n'


def pages(base_url: str, date: datetime.date) -> Iterator[tuple[str, bytes]]:
    """Every page by its file, in every language of the site."""
    client = Client(SERVER_NAME=HOST)
    settings.SHARED_ORIGIN = base_url.rstrip("/")
    for language, _ in settings.LANGUAGES:
        with override(language), speaking(language):
            for name in names():
                address = reverse(name)
                made = _dressed(_answer(client, address), date, DATED.get(name, ()))
                yield file_of(address), with_links(made, address, base_url).encode()
            for name in DATA:
                address = reverse(name)
                yield file_of(address), _answer(client, address).encode()
    settings.SHARED_ORIGIN = None  # nobody hands on an address that leads nowhere
    address = reverse("not-found")
    made = _dressed(_answer(client, address), date, ())
    made = re.sub(r'<(link rel="canonical"|meta property="og:url")[^>]*>\n?', "", made)
    # an address that leads nowhere may lie at any depth
    root = re.sub(r"^https?://[^/]+", "", base_url)
    yield NOT_FOUND, with_links(made, address, base_url, up=root).encode()


def names() -> list[str]:
    """The names of the addresses of all pages: the rooms of the site."""
    return [room.name for room in ROOMS]


def _answer(client: Client, address: str) -> str:
    answer = client.get(address, secure=True)
    if answer.status_code != 200 or answer.cookies:
        raise RuntimeError(f"{address}: status {answer.status_code}, {len(answer.cookies)} cookies")
    return answer.content.decode()


def unposted(made: str) -> str:
    """The page with its forms kept on it. Where a script reads them it works as on the site; where
    none does, a button does nothing (`dialog`), so that no answer ever reaches a file server."""
    made, forms = _POSTING.subn(r'\1 method="dialog"', _TOKEN.sub("", made))
    if re.search(r'method="post"|csrf', made):
        raise RuntimeError("a form of the page would still be sent")
    if forms:
        words = f'<noscript><p class="page hint">{escape(say("export.script"))}</p></noscript>\n'
        made = made.replace(_MAIN, _MAIN + words, 1)
    return made


def _dressed(made: str, date: datetime.date, dated: tuple[str, ...]) -> str:
    """The page with what only a copy needs: its policy, its date, its worker."""
    context = {
        "date": date,
        "static": settings.STATIC_URL,
        "theme": palette("light")["accent"],
    }
    head = render_to_string("export/head.html", context)
    note = render_to_string("export/note.html", context)
    script = f'<script type="module" src="{settings.STATIC_URL}multifocal/copy/main.js"></script>\n'
    policy = (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY, quote=False)}">\n'
    )
    charset = '<meta charset="utf-8">\n'
    made = unposted(made)
    for mark, new in (
        (charset, charset + policy),
        ("</head>", head + "</head>"),
        ("</header>\n<main", "</header>\n" + note + "<main"),
        ("</body>", script + "</body>"),
    ):
        if made.count(mark) != 1:
            raise RuntimeError(f"a page has {made.count(mark)} {mark!r}")
        made = made.replace(mark, new)
    for key in dated:
        made, count = re.subn(rf'(<section[^>]*\sid="{key}")', r"\1 data-dated", made)
        if count != 1:
            raise RuntimeError(f"a page has {count} sections {key!r}")
    return made


def newest_words() -> datetime.date:
    """The newest day on which words or phone numbers of the site were checked."""
    days = [p.reviewed for room in ROOMS if room.content for p in page(room.content).paragraphs()]
    return max(*days, *(one.checked for one in phone_numbers()))


def sitemap(base_url: str) -> bytes:
    """sitemap.xml."""
    rooms = RoomsSitemap()
    lines = []
    for room in rooms.items():
        day = rooms.lastmod(room)
        changed = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        place = escape(base_url + served_at(room.address))
        lines.append(f"<url><loc>{place}</loc>{changed}</url>\n")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(lines)}</urlset>\n"
    ).encode()


def robots(base_url: str) -> bytes:
    """robots.txt, which counts only where the copy stands at the root of its host."""
    return f"User-agent: *\nAllow: /\nSitemap: {base_url}sitemap.xml\n".encode()


def manifest(icons: Mapping[str, str], name: str) -> dict[str, object]:
    """The web app manifest. icons: their sizes by file; `maskable` ones say so in their name."""
    color = palette("light")
    return {
        "name": name,
        "short_name": "Multifocal",
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": color["paper"],
        "theme_color": color["accent"],
        "icons": [
            {
                "src": file,
                "sizes": sizes,
                "type": "image/svg+xml" if file.endswith(".svg") else "image/png",
                "purpose": "maskable" if "maskable" in file else "any",
            }
            for file, sizes in icons.items()
        ],
    }
