"""Addresses of a copy: each page is the `index.html` of a folder of its own, and every link within
the copy is relative, so that it works below any path and on any machine."""

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

from multifocal.fault import Fault
from multifocal.web.export.settings import HOST

LINKS: Final = frozenset({"href", "src", "action", "data-precomputed"})
"""Attributes that hold an address."""
_ORIGIN: Final = f"https://{HOST}"
_WHOLE: Final = re.compile(re.escape(_ORIGIN) + r"(/[^\s\"'<>?#]*)?")
_FILE: Final = re.compile(r"\.[a-z0-9]+$")


def checked_base(url: str) -> str:
    """The address of the copy with a slash at its end; Fault where it is none."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port  # ValueError where it is none
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    plain = not re.search(r"[\s\"'<>\\]", url) and "@" not in parts.netloc and port != 0
    if not (secure and host and plain) or parts.query or parts.fragment or "#" in url:
        raise Fault("export.base_url", address=url)
    return url.rstrip("/") + "/"


_LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def file_of(address: str) -> str:
    """The file, from the copy's folder, of an address of the site (`/symptoms`, `/share.png`)."""
    path = address.strip("/")
    if _FILE.search(path):
        return path
    return f"{path}/index.html" if path else "index.html"


def served_at(address: str) -> str:
    """Where a file server answers for that address, from the copy's folder."""
    return file_of(address).removesuffix("index.html")


def relative(link: str, up: str) -> str:
    """A link of the site (`/symptoms?a=b#c`) as it stands on a page from which `up` leads to the
    copy's folder (`../`); other links as they are."""
    if not link.startswith("/") or link.startswith("//"):
        return link
    path, rest = re.fullmatch(r"([^?#]*)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]
    if path.endswith("/") and path != "/":
        return (up + path[1:] or "./") + rest
    return (up + served_at(path) or "./") + rest


def with_links(page: str, address: str, base_url: str, up: str | None = None) -> str:
    """The page with its links relative, and with whole addresses below `base_url`. `up`: how its
    links reach the copy's folder, where not from the page's own place."""
    steps = served_at(address).count("/")
    rewriter = _Rewriter("../" * steps if up is None else up)
    rewriter.feed(page)
    rewriter.close()
    return _WHOLE.sub(lambda m: base_url + served_at(m[1] or "/"), "".join(rewriter.made))


class _Rewriter(HTMLParser):
    """Leaves everything as it is but for the links."""

    def __init__(self, up: str) -> None:
        super().__init__(convert_charrefs=False)
        self.up, self.made = up, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag  # it stays
        text = self.get_starttag_text() or ""
        for name, value in attrs:
            if name not in LINKS or not value:
                continue
            new = relative(value, self.up)
            if new != value:
                text = _with_value(text, name, value, new)
        self.made.append(text)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.made.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.made.append(data)

    def handle_entityref(self, name: str) -> None:
        self.made.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.made.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.made.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.made.append(f"<!{decl}>")


def _with_value(tag: str, name: str, value: str, new: str) -> str:
    """The tag with another value in its attribute of that name and value."""

    def put(found: re.Match[str]) -> str:
        return f"{found[1]}{escape(new)}{found[3]}" if unescape(found[2]) == value else found[0]

    return re.sub(rf'(\s{name}=")([^"]*)(")', put, tag)
