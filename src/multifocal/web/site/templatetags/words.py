"""`{% say "key" name=value %}`: the one way in which a sentence enters a template.

Parameters are escaped and filled in. A sentence may name a part of itself, as in
`Read <why>how this is judged</why>.`: the parameter of that name is an address and makes the part a
link, so that a sentence stays whole for whoever translates it; another site's address learns
nothing of where the reader came from. `em`, `strong` and `code` stand as they are, `heard` is for
the ear alone (screen readers); nothing else in a sentence is read as HTML.

`{{ date|day }}` is a day, written as the reader's language writes one; `{{ name|initial }}` is a
name at the head of a line.
"""

import re
from typing import Final

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from multifocal.words import day_said, initial
from multifocal.words.catalog import unfilled

register = template.Library()
register.filter("day", day_said)
register.filter("initial", initial, is_safe=True)

_SIGNS: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_PART: Final = re.compile(r"&lt;(\w+)&gt;(.*?)&lt;/\1&gt;", re.DOTALL)
_PLAIN: Final = {
    **{name: (f"<{name}>", f"</{name}>") for name in ("em", "strong", "code")},
    "heard": ('<span class="visually-hidden">', "</span>"),
}


@register.simple_tag
def say(key: str, **parameters: object) -> SafeString:
    """The sentence of `key` as HTML, in the reader's language.

    KeyError where no catalog has it, where a parameter is missing or names nothing in the sentence,
    or where a part has no address: a page that would lack words is not served.
    """
    # escaped and parted before the values come in, so that no value can open a part
    sentence = unfilled(key, **parameters).translate(_SIGNS)
    used = set(re.findall(r"{(\w+)", sentence)) | {"count"}

    def part(found: re.Match[str]) -> str:
        name, words = found.groups()
        if name in _PLAIN:
            opened, closed = _PLAIN[name]
            return f"{opened}{words}{closed}"
        used.add(name)
        address = str(parameters[name])  # KeyError before the page is half made
        more = ' rel="noreferrer"' if address.startswith(("http://", "https://")) else ""
        return f'<a href="{{{name}}}"{more}>{words}</a>'

    sentence = _PART.sub(part, sentence)
    if unused := parameters.keys() - used:
        raise KeyError(f"{key}: nothing is named {', '.join(sorted(unused))}")
    return mark_safe(sentence.format(**{name: _escaped(v) for name, v in parameters.items()}))


def _escaped(value: object) -> object:
    return value if isinstance(value, int | float) else conditional_escape(str(value))
