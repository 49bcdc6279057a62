"""mrg_antidromic.csv: impulses both ways from a stimulus anywhere, 61 nodes, 37 °C, DASPK.

4 nA x 0.1 ms into `stimulate_node`; first crossings of -20 mV (ms after the pulse's onset) at nodes
2 and 58, empty where it never came within 8 ms. The lesions lie to one side, so that both ways
differ; the last cases take the same lopsided lesion from either end (0.0284 of the lamellae lets
one way through only: the way from node 0 blocks at 0.0277, the way from node 60 at 0.0291).
"""

from collections.abc import Iterator

from neuron_fiber import mrg
from truth import arrivals, first, write

CASES = (
    (10.0, 30, ""), (10.0, 12, ""), (10.0, 30, "lamellae:0.06@40-42"),
    (10.0, 30, "lamellae:0.02@40-42"), (10.0, 30, "gna:0.1@18-20"), (10.0, 45, "gna:0.1@18-20"),
    (10.0, 30, "paranode:1@38"), (10.0, 30, "paranode:1@38-39"), (5.7, 30, "lamellae:0.06@40-42"),
    (16.0, 30, "lamellae:0.06@40-42"), (10.0, 30, "gna:0.3@20-22;lamellae:0.1@40-44"),
    (10.0, 0, "lamellae:0.03@28-29;gna:0.5@31-33"), (10.0, 60, "lamellae:0.03@28-29;gna:0.5@31-33"),
    (10.0, 0, "paranode:1@30;lamellae:0.05@31-33"), (10.0, 60, "paranode:1@30;lamellae:0.05@31-33"),
    (10.0, 0, "lamellae:0.0284@28-29;gna:0.5@31-33"),
    (10.0, 60, "lamellae:0.0284@28-29;gna:0.5@31-33"),
    (10.0, 0, "widen:20@29-30;gna:0.4@27-28"), (10.0, 60, "widen:20@29-30;gna:0.4@27-28"),
)  # fmt: skip


def rows() -> Iterator[dict[str, object]]:
    for d, node, lesions in CASES:
        low, high = arrivals(lesions, (2, 58), shape=mrg(d), nodes=61, node=node, duration_ms=8.0)
        yield {
            "D_um": d, "stimulate_node": node, "lesions": lesions,
            "node2_ms": first(low), "node58_ms": first(high),
        }  # fmt: skip


if __name__ == "__main__":
    write("mrg_antidromic.csv", rows())
