"""Makes examples/waves/ again: a simulated block and the specification's own example.

Run it as `.venv/bin/python scripts/make_format_examples.py`.
"""

import sys
from dataclasses import replace
from pathlib import Path

from multifocal import body
from multifocal.formats import parse_edf_study, write_study
from multifocal.nerve import Focus, motor_pool, stimulate
from multifocal.study import Study

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "waves"
sys.path.insert(0, str(ROOT))

from tests.formats.edf.example import example  # noqa: E402  (the specification's bytes)

SITES = ("wrist", "below_elbow", "above_elbow", "axilla")


def block() -> Study:
    """A simulated right ulnar nerve with a focus in the forearm, recorded from ADM."""
    subject = body.Subject(44, "male", 178)
    pool = motor_pool("adm", "right", subject, 3)
    focus = Focus(body.site("ulnar", "mid_forearm").place_on(pool.way), 0.3, seed=3)
    sweeps = (
        replace(
            stimulate(pool, body.site("ulnar", site), [focus]),
            current_ma=25.0,
            duration_ms=0.2,
            temperature_c=33.0,
        )
        for site in SITES
    )
    return Study(recordings=tuple(sweeps), subject=subject)


def main() -> None:
    (EXAMPLES / "median_edfplus.edf").write_bytes(example())
    (stored,), _ = write_study(block(), "edf")
    (EXAMPLES / "ulnar_block.edf").write_bytes(stored)
    study = parse_edf_study(stored).study  # what follows holds the file's own digital units
    kinds: dict[str] = {"json": "json", "waveform-csv": "csv"}
    for kind, ending in kinds.items():
        (content,), _ = write_study(study, kind)
        (EXAMPLES / f"ulnar_block.{ending}").write_bytes(content)


if __name__ == "__main__":
    main()
