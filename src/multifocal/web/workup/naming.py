"""What sites and series of recordings are called on the page."""

from multifocal.study import Recording, word_of


def title_of(one: Recording, language: str) -> str:
    """Side, nerve and muscle, or skin."""
    where = word_of("muscle" if one.muscle else "skin", one.muscle or one.skin or "", language)
    return f"{word_of('side', one.side, language)} {word_of('nerve', one.nerve, language)}, {where}"


def site_of(one: Recording, language: str) -> str:
    """The site stimulated."""
    return word_of("site", one.site, language)
