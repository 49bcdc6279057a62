"""Reads a page as a browser would: its tags, and its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Tag:
    """A start tag, the text inside it, and the tags that it stands in, outermost first."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    within: tuple["Tag", ...] = field(default=(), repr=False)

    def holds(self, other: "Tag") -> bool:
        """Whether the other tag stands inside this one."""
        return any(one is self for one in other.within)


@dataclass
class Markup(HTMLParser):
    """Every tag of a page in order."""

    tags: list[Tag] = field(default_factory=list)
    _open: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Tag(tag, {name: value or "" for name, value in attrs}, within=tuple(self._open))
        self.tags.append(made)
        if tag not in VOID:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index].name == tag:
                del self._open[index:]
                return

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data

    def all(self, name: str) -> list[Tag]:
        """Every tag of that name."""
        return [tag for tag in self.tags if tag.name == name]

    def one(self, key: str) -> Tag:
        """The tag of that id."""
        (found,) = [tag for tag in self.tags if tag.attributes.get("id") == key]
        return found


def markup(response: HttpResponse) -> Markup:
    """The page of an answer."""
    page = Markup()
    page.feed(response.content.decode())
    return page


def words(response: HttpResponse) -> str:
    """The visible words of the page's main part, spaces made single."""
    return " ".join(markup(response).one("main").text.split())
