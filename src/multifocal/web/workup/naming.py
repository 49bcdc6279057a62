"""What sites and series of recordings are called on the page."""

from multifocal.study import Recording, word_of


def title_of(one: Recording, language: str) -> str:
    """Side, nerve and muscle, or skin."""
    where = word("muscle", one.muscle, language) if one.muscle else word("skin", one.skin, language)
    return f"{word_of('side', one.side, language)} {word('nerve', one.nerve, language)}, {where}"


def site_of(one: Recording, language: str) -> str:
    """The site stimulated."""
    return word("site", one.site, language)


def word(kind: str, word_id: str | None, language: str) -> str:
    """The word of an id; the id itself, readable, where a file brought one without a word."""
    if not word_id:
        return ""
    try:
        return word_of(kind, word_id, language)
    except KeyError:
        return word_id.replace("_", " ")
