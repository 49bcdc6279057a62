"""The peers of the races: `partner(name, ...)` runs one and says how long it took.

NEURON and jaxon-nerve live in build/partners, a venv of their own that scripts/install_partners
makes; each run is a process there, so that nothing of ours imports them. Where that venv is
missing, `partner` returns None and prints how to make it. What a run reports is in race_neuron.py
and race_jaxon.py. The peers are slow: a run times a few diameters, and `seconds_per_fiber` times
the fibers of the race is their whole time (only DASPK's depends on the diameter, by some percent).
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = ROOT / "build" / "partners" / "bin" / "python"
READY = ROOT / "build" / "partners" / "installed"
REMEDY = "build/partners is missing: run scripts/install_partners, then make bench again.\n"
LIMIT_S = 300

NAMES: dict[str, tuple[str, dict[str, object]]] = {
    "neuron-be-same-dt": ("race_neuron.py", {"dt": 0.005, "diameters": (5.7, 10.0, 16.0)}),
    "neuron-be-equal-accuracy": ("race_neuron.py", {"dt": 0.000235, "diameters": (5.7, 16.0)}),
    "neuron-daspk-51": ("race_neuron.py", {"dt": 0, "diameters": (5.7, 7.3, 10.0, 12.8, 16.0)}),
    "neuron-daspk-251": (
        "race_neuron.py",
        {"dt": 0, "nodes": 251, "duration": 6.0, "diameters": (10.0,)},
    ),
    "gaines-motor-be": (
        "race_neuron.py",
        {"dt": 0.005, "membrane": "motor", "diameters": (5.7, 10.0, 16.0)},
    ),
    "gaines-sensory-be": (
        "race_neuron.py",
        {"dt": 0.005, "membrane": "sensory", "diameters": (5.7, 10.0, 16.0)},
    ),
    "jaxon-same-dt": (
        "race_jaxon.py",
        {"dt": 0.005, "diameters": tuple(5.7 + 10.3 * k / 31 for k in range(32))},
    ),
}
"""Each race's script and its arguments where the caller names none (51 nodes, 3 ms).

Backward Euler is within 0.5 % of mrg_cv.csv at every diameter from 0.000238 ms down (5.7 µm)."""


def partner(name: str, **arguments: object) -> dict[str, object] | None:
    """Run the peer of the race `name`; None (and a printed remedy) where no peer is installed.

    arguments: nodes, diameters (µm), dt (ms; 0 is DASPK), duration (ms), membrane
    (mrg|motor|sensory), layers, repeats, tolerance; for jaxon nodes, diameters, dt, duration,
    processes. Gives the JSON of the run, with `name`, `arguments` and `seconds_per_fiber` added.
    Raises ValueError for an unknown race, RuntimeError where the run itself fails.
    """
    if name not in NAMES:
        raise ValueError(f"name must be one of {', '.join(NAMES)}, not {name!r}")
    if not READY.is_file():
        sys.stderr.write(REMEDY)
        return None
    script, defaults = NAMES[name]
    given = defaults | arguments
    command = [str(PYTHON), str(ROOT / "benchmarks" / script)]
    for key, value in given.items():
        command += [f"--{key}", written(value)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    if run.returncode != 0:
        raise RuntimeError(f"{name} failed:\n{run.stderr[-2000:]}")
    answer: dict[str, object] = json.loads(run.stdout.splitlines()[-1])
    each = float(answer["seconds"]) / int(answer["measured_fibers"])  # type: ignore[arg-type, call-overload]
    return {"name": name, "arguments": given, "seconds_per_fiber": each, **answer}


def written(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(f"{one:g}" for one in value)
    return str(value)


if __name__ == "__main__":
    for asked in sys.argv[1:] or NAMES:
        sys.stdout.write(json.dumps(partner(asked)) + "\n")
