"""Django for the commands that need the site's database; the others never load it."""

import os

from multifocal.extras import require


def set_up() -> None:
    """The local site's settings, in this machine's time zone. Fault without the extra `site`."""
    require("site")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "multifocal.web.settings")
    import django  # noqa: PLC0415

    from multifocal.web.installation import hand_over_zone  # noqa: PLC0415

    hand_over_zone()
    django.setup()
