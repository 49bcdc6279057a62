"""How many files a slow property test makes: few in `make test`, all of them in `make fuzz`."""

from hypothesis import settings


def few(usual: int) -> settings:
    """`usual` examples, or as many as the profile wants where it wants a great many."""
    wanted = settings.default.max_examples if settings.default else usual
    return settings(max_examples=wanted if wanted > 1000 else usual)
