"""Profiles of the property tests: `make fuzz` sets HYPOTHESIS_PROFILE=fuzz."""

import os

from hypothesis import settings

settings.register_profile("fuzz", max_examples=20_000, deadline=2_000)
settings.register_profile("usual", max_examples=200, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
