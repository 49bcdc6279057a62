"""Entries of a day as lines that lead to each: a year's page holds hundreds."""

import uuid
from collections.abc import Sequence
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from multifocal.web.diary.entry_words import EntryLine

register = template.Library()


@register.simple_tag
def entry_lines(entries: Sequence[EntryLine]) -> SafeString:
    """A list item for each entry, all of its words escaped."""
    nowhere = uuid.UUID(int=0)
    address = reverse("diary:entry", args=[nowhere])
    lines = (_line(one, address.replace(str(nowhere), one.id)) for one in entries)
    return mark_safe("".join(lines))


def _line(entry: EntryLine, address: str) -> str:
    facts = "".join(f'<span class="told__fact">{escape(one)}</span> ' for one in entry.brief)
    title = f"<strong>{escape(entry.title)}</strong>"
    return f'<li><a class="told" href="{escape(address)}">{title} {facts}</a></li>\n'
