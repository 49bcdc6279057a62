"""mrg_remyelination.csv: ten internodes of 10 µm replaced by r short, thin ones each (section 2.4).

A short internode has 1/r of the distance from node to node; its FLUT are 1/r as long too, its MYSA
keep their 3 µm, the six STIN share the rest. Diameters, periaxonal widths and membranes stay; the
lamellae are `myelin_fraction` of the old number. New nodes between short internodes are ordinary
nodes (1 µm, full density). Fifteen healthy internodes lie on both sides; `stretch_ms` runs from
the first to the last node of the stretch, `velocity_ratio` is the healthy fiber's time there over
it. DASPK. This reading meets physiology.md 2.4 (FLUT kept at full length: up to 5 % faster).
"""

from collections.abc import Iterator

from neuron_fiber import Shape, mrg, replace
from truth import arrivals, first, write

SIDE, OLD = 15, 10


def short(old: Shape, r: int, fraction: float) -> Shape:
    return replace(
        old,
        internode_um=old.internode_um / r,
        flut_um=old.flut_um / r,
        lamellae=old.lamellae * fraction,
    )


def stretch_ms(d: float, r: int, fraction: float) -> tuple[float, bool]:
    old = mrg(d)
    shapes = [*[old] * SIDE, *[short(old, r, fraction)] * (OLD * r), *[old] * SIDE]
    start, stop = SIDE, SIDE + OLD * r
    a, b, end = arrivals(
        watch=(start, stop, stop + 12), shape=shapes, nodes=len(shapes) + 1, duration_ms=12.0
    )
    return first(b) - first(a), len(end) > 0


def rows() -> Iterator[dict[str, object]]:
    for d, fractions, counts in (
        (10.0, (0.03, 0.05, 0.1, 0.2, 0.5, 1.0), (1, 2, 3, 4, 5)),
        (7.3, (0.05, 0.2, 1.0), (1, 2, 4)),
        (14.0, (0.05, 0.2, 1.0), (1, 2, 4)),
    ):
        normal, _ = stretch_ms(d, 1, 1.0)
        for fraction in fractions:
            for r in counts:
                took, through = stretch_ms(d, r, fraction)
                yield {
                    "D_um": d, "r": r, "myelin_fraction": fraction, "conducts": int(through),
                    "stretch_ms": took if through else float("nan"),
                    "velocity_ratio": normal / took if through else float("nan"),
                }  # fmt: skip


if __name__ == "__main__":
    write("mrg_remyelination.csv", rows())
