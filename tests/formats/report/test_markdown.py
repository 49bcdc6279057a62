"""Headings of Markdown above its tables: the signs say nothing, the words do."""

import pytest

from multifocal.fault import Fault
from multifocal.formats import parse_study, read_report
from tests.study.tables import pair, table

REPORT = """# Report, skin 28 °C

{0}Right median, APB{1}

| Site | Latency (ms) | Neg. amp (mV) |
|---|---|---|
| Wrist | 3.5 | 9.8 |
| Elbow | 7.7 | 9.5 |

{0}Right ulnar, ADM{1}

| **Site** | **Latency (ms)** | **Neg. amp (mV)** |
|---|---|---|
| Wrist | 2.8 | 9.8 |
| **Below elbow** | **6.7** | **3.5** |
"""


@pytest.mark.parametrize("signs", [("", ""), ("## ", ""), ("**", "**"), ("__", "__")])
def test_a_heading_is_read_whatever_signs_make_it_one(signs: tuple[str, str]) -> None:
    told = parse_study(REPORT.format(*signs).encode())
    assert [(one.nerve, one.muscle, one.site, one.amplitude_mv) for one in told.study.measures] == [
        ("median", "apb", "wrist", 9.8), ("median", "apb", "elbow", 9.5),
        ("ulnar", "adm", "wrist", 9.8), ("ulnar", "adm", "below_elbow", 3.5),
    ]  # fmt: skip


def test_a_star_beside_a_number_stays_a_mark() -> None:
    starred = REPORT.format("", "").replace("| 3.5 | 9.8 |", "| 3.5 | 9.8** |")
    found = read_report((starred + "\n** stimulus submaximal\n").encode())
    weak = [one.site for one in found.study().measures if one.supramaximal is False]
    assert weak == ["wrist"]


def test_comments_of_the_own_table_stay_comments() -> None:
    own = table(*pair())
    assert parse_study(b"# Right ulnar\n# **note**\n" + own).study == parse_study(own).study
    with pytest.raises(Fault):
        parse_study(b"# Right ulnar\n# **note**\n")
