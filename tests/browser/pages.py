"""The pages that browser tests go through: every room of the site, by its address."""

import tests.web.conftest  # noqa: F401  (sets Django up: addresses are Django's)
from multifocal.web.site.rooms import ROOMS

PAGES = {room.address.strip("/") or "home": room.address for room in ROOMS}
