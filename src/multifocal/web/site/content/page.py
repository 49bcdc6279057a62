"""Reads a page's words: blocks of paragraphs, each with its sources and its review dates; and
which clinician has reviewed which page, and when."""

import datetime
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True)
class Paragraph:
    """Text in Markdown, the ids of its sources, when it was read, and when it must be again.

    An `emergency` paragraph can save a life: it never stands beside a mark of doubt. Where its
    source was not read, it is worded in its most cautious general form.
    """

    text: str
    sources: tuple[str, ...]
    reviewed: datetime.date
    review_by: datetime.date
    emergency: bool = False


@dataclass(frozen=True)
class Block:
    """A heading and its paragraphs. `id` is the anchor in the page's address.

    With `lead` the paragraphs after that many first ones are the items of a list. With `fold` the
    paragraphs from that one on stay folded under `fold_label` until the reader asks for them.
    """

    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    lead: int | None = None
    fold: int | None = None
    fold_label: str = ""


@dataclass(frozen=True)
class Page:
    """A page's words, in named groups of blocks. `name` is that of its file."""

    title: str
    description: str
    groups: Mapping[str, tuple[Block, ...]]
    name: str = ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, in reading order."""
        for blocks in self.groups.values():
            for block in blocks:
                yield from block.paragraphs

    def source_ids(self) -> tuple[str, ...]:
        """Each source once, in the order in which a reader meets it."""
        return tuple(dict.fromkeys(key for p in self.paragraphs() for key in p.sources))

    def reviewed(self) -> datetime.date:
        """The day on which the paragraph that was read longest ago was read."""
        return min(p.reviewed for p in self.paragraphs())

    def review_by(self) -> datetime.date:
        """The day on which the first of its paragraphs must be read again."""
        return min(p.review_by for p in self.paragraphs())


def read_block(fields: Mapping[str, object]) -> Block:
    """A block from its fields in a page's file; ValueError where they do not fit together."""
    match fields:
        case {"id": str(key), "heading": str(heading), "paragraph": list(paragraphs)}:
            made = (Paragraph(**{**p, "sources": tuple(p["sources"])}) for p in paragraphs)
            lead = fields.get("lead")
            if lead is not None and not (isinstance(lead, int) and 0 <= lead < len(paragraphs)):
                raise ValueError(f"{key}: a list of {len(paragraphs)} cannot follow {lead!r:.20}")
            fold, label = fields.get("fold"), fields.get("fold_label", "")
            block = Block(key, heading, tuple(made), lead)
            return block if fold is None else _folded(block, fold, label)
    raise ValueError(f"a block needs id, heading and paragraphs: {fields!r:.80}")


def _folded(block: Block, fold: object, label: object) -> Block:
    if not (isinstance(fold, int) and 0 < fold < len(block.paragraphs)):
        raise ValueError(f"{block.id}: {len(block.paragraphs)} paragraphs cannot fold at {fold!r}")
    if not (isinstance(label, str) and label) or block.lead is not None:
        raise ValueError(f"{block.id}: what is folded needs a label and is no list")
    if any(paragraph.emergency for paragraph in block.paragraphs[fold:]):
        raise ValueError(f"{block.id}: what can save a life is never folded")
    return replace(block, fold=fold, fold_label=label)


@cache
def page(name: str, language: str = DEFAULT_LANGUAGE) -> Page:
    """The words of the page `name`; in English where the language does not have it yet.

    `includes` in the file names pages whose groups it shows as well, so that a list that stands
    in several places is written once. FileNotFoundError where there is no such page; ValueError
    where a group stands twice.
    """
    folder = files("multifocal.web.site.content")
    place = folder.joinpath(language, f"{name}.toml")
    if not place.is_file():
        place = folder.joinpath(DEFAULT_LANGUAGE, f"{name}.toml")
    fields = tomllib.loads(place.read_text(encoding="utf-8"))
    title, description = str(fields.pop("title")), str(fields.pop("description"))
    included = [page(other, language) for other in fields.pop("includes", ())]
    groups = {group: tuple(read_block(b) for b in blocks) for group, blocks in fields.items()}
    return joined(Page(title, description, groups, name), included)


def joined(host: Page, included: Iterable[Page]) -> Page:
    """The page with the groups of the others after its own; ValueError where one stands twice."""
    groups = dict(host.groups)
    for other in included:
        if twice := groups.keys() & other.groups.keys():
            raise ValueError(f"{host.name}.toml and {other.name}.toml both have {sorted(twice)}")
        groups.update(other.groups)
    return replace(host, groups=groups)


@dataclass(frozen=True)
class ClinicalReview:
    """A clinician's name, what they are, and the day on which they read the page."""

    name: str
    role: str
    on: datetime.date


def read_reviews(text: str) -> Mapping[str, ClinicalReview]:
    """The reviews of a TOML text, by the name of the page's address; TypeError on a wrong field."""
    return {page: ClinicalReview(**fields) for page, fields in tomllib.loads(text).items()}


@cache
def clinical_reviews() -> Mapping[str, ClinicalReview]:
    """Every review that the pages show."""
    place = files("multifocal.web.site.content").joinpath("reviewers.toml")
    return read_reviews(place.read_text(encoding="utf-8"))
