"""Profiles of the property tests: `make fuzz` sets HYPOTHESIS_PROFILE=fuzz.

`make fuzz FUZZ_EXAMPLES=2000` makes fewer.
"""

import os

from hypothesis import settings

_MANY = int(os.environ.get("FUZZ_EXAMPLES", "20000"))
settings.register_profile("fuzz", max_examples=_MANY, deadline=2_000)
settings.register_profile("usual", max_examples=200, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))
