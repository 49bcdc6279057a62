"""Makes the numbers and figures of docs/ again: `make docs`. Everything comes from the code."""

import re
import shutil
import sys
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
import matplotlib.pyplot as plt
import numpy as np
from rich.progress import track

from multifocal import body
from multifocal.figures import palette
from multifocal.measuring import measure
from multifocal.nerve import Focus, motor_pool, stimulate

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FIGURES = DOCS / "figures"
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import docs_accuracy  # noqa: E402
import docs_api  # noqa: E402
import docs_body  # noqa: E402  (its own page, beside this script)
import docs_evidence  # noqa: E402
import docs_excitability  # noqa: E402
import docs_gallery  # noqa: E402
import docs_localize  # noqa: E402
import docs_measuring  # noqa: E402
import docs_nerve_states  # noqa: E402
import docs_pools  # noqa: E402
import docs_rules  # noqa: E402

PEOPLE = 200
mpl.rcParams.update({"svg.hashsalt": "multifocal", "font.size": 9, "svg.fonttype": "none"})


def fill(page: str, name: str, text: str) -> None:
    """Replace what stands between the page's markers of that name."""
    path = DOCS / page
    before = path.read_text(encoding="utf-8")
    block = f"<!-- made: {name} -->\n{text}\n<!-- end -->"
    after, count = re.subn(
        rf"<!-- made: {name} -->.*?<!-- end -->", lambda _: block, before, flags=re.DOTALL
    )
    if count != 1:
        raise SystemExit(f"{page} has no block {name}")
    path.write_text(after, encoding="utf-8")


def save(figure: plt.Figure, name: str) -> None:
    FIGURES.mkdir(exist_ok=True)
    figure.savefig(FIGURES / f"{name}.svg", bbox_inches="tight", metadata={"Date": None})
    plt.close(figure)


def prescribed() -> None:
    """A prescribed block of a share lowers amplitude and area by it, on the mean (V20)."""
    lines = [
        "| blocked | amplitude fall, mean (5 to 95 %) | area fall, mean (5 to 95 %) |",
        "|---|---|---|",
    ]
    site = body.site("ulnar", "below_elbow")
    for share in (0.25, 0.5, 0.75):
        falls = []
        for person in track(range(PEOPLE), f"block {share}"):
            pool = motor_pool("adm", seed=person)
            one = Focus(pool.way.place_at(180), share, mechanism="block", seed=person)
            hit, whole = (measure(stimulate(pool, site, foci, noise=None)) for foci in ([one], []))
            falls.append(
                [
                    100 * (1 - hit.amplitude_mv / whole.amplitude_mv),
                    100 * (1 - hit.negative_peak_area_mvms / whole.negative_peak_area_mvms),
                ]
            )
        values = np.array(falls)
        low, high = np.percentile(values, [5, 95], axis=0)
        lines.append(
            f"| {100 * share:.0f} % | {values[:, 0].mean():.1f} % ({low[0]:.1f} to {high[0]:.1f}) "
            f"| {values[:, 1].mean():.1f} % ({low[1]:.1f} to {high[1]:.1f}) |"
        )
    fill("nerve.md", "prescribed", "\n".join(lines))


def response_to_damage() -> None:
    """How many fibers are stopped by how much damage: the default mechanism."""
    from multifocal.nerve import conduction  # noqa: PLC0415

    severities = np.array([0, 2, 5, 10, 15, 20, 30, 40, 50, 70, 100]) / 100
    stopped, slowed = [], []
    for severity in track(severities, "damage"):
        parts = []
        for person in range(8):
            pool = motor_pool("adm", seed=person)
            fate = conduction(pool, [Focus(pool.way.place_at(180), float(severity), seed=person)])
            late = np.nan_to_num(fate.delay_ms) >= 0.1
            parts.append([np.mean(~fate.arrives), np.mean(late)])
        mean = np.mean(parts, axis=0)
        stopped.append(100 * mean[0])
        slowed.append(100 * mean[1])
    figure, axis = plt.subplots(figsize=(5, 3))
    axis.plot(100 * severities, stopped, "o-", color=palette()["blocked"], label="stopped")
    axis.plot(
        100 * severities, slowed, "o-", color=palette()["slowed"], label="slowed by 0.1 ms or more"
    )
    axis.set_xlabel("damaged nodes in 20 mm, %")
    axis.set_ylabel("fibers, %")
    axis.legend()
    save(figure, "damage")
    lines = ["| damaged nodes, % | stopped, % | slowed, % |", "|---|---|---|"]
    lines += [
        f"| {100 * s:.0f} | {a:.0f} | {b:.0f} |"
        for s, a, b in zip(severities, stopped, slowed, strict=True)
    ]
    fill("nerve.md", "damage", "\n".join(lines))


def picture() -> None:
    """The README's picture, where the browser tests have made one."""
    made = ROOT / "build" / "screenshots" / "readme.png"
    if made.is_file():
        shutil.copy(made, FIGURES / "inside.png")


if __name__ == "__main__":
    picture()
    docs_api.main()
    docs_body.main(fill, FIGURES)
    docs_accuracy.everything(fill, save)
    docs_pools.everything(fill, save)
    docs_nerve_states.states(fill)
    prescribed()
    response_to_damage()
    docs_measuring.measuring(save, fill)
    docs_evidence.main(fill, save)
    docs_excitability.main(fill, save)
    docs_gallery.main(save)
    docs_rules.main(fill)
    docs_localize.main(fill)
