"""The tables are whole: nothing hangs loose, everything has a source and a name."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from multifocal import body, sources, words
from multifocal.body.tables import FOLDER, table

LANGUAGE = "en"


def _ids_of_sources(value: object, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _ids_of_sources(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids_of_sources(inner)
    elif key.endswith("source"):
        assert isinstance(value, str)
        yield value


TABLES = sorted(page.stem for page in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("name", TABLES)
def test_every_source_exists(name: str) -> None:
    used = set(_ids_of_sources(table(name)))
    assert used
    for source_id in used:
        assert sources.source(source_id).id == source_id


@pytest.mark.parametrize("name", [name for name in TABLES if not name.startswith("drawing")])
def test_every_row_has_a_source(name: str) -> None:
    for rows in table(name).values():
        for row in rows if isinstance(rows, list) else [rows]:
            assert row["source"]


@pytest.mark.parametrize("target", body.targets(), ids=lambda one: one.id)
def test_every_muscle_and_skin_reaches_each_of_its_roots(target: body.Target) -> None:
    assert target.main_root in target.roots
    for root in target.roots:
        way = body.path(target.id, root=root)  # ValueError were there no way, or two
        assert way.segments[0] == f"root_{root.lower()}"
        assert way.segments[-1] == target.supply(root).twig
    if isinstance(target, body.Muscle):
        assert set(target.occasional_roots) <= set(target.roots) - {target.main_root}


def test_no_skin_has_a_muscles_name() -> None:
    assert len({one.id for one in body.targets()}) == len(body.targets())


def test_roots_are_listed_cranial_to_caudal() -> None:
    order = body.roots()
    assert order == (
        "C3",
        "C4",
        "C5",
        "C6",
        "C7",
        "C8",
        "T1",
        "L2",
        "L3",
        "L4",
        "L5",
        "S1",
        "S2",
        "S3",
    )
    for target in body.targets():
        assert list(target.roots) == sorted(target.roots, key=order.index)


@pytest.mark.parametrize("segment", body.segments(), ids=lambda one: one.id)
def test_every_segment_hangs_on_the_graph(segment: body.Segment) -> None:
    assert segment.length_mm > 0
    assert body.nerve(segment.nerve).id == segment.nerve
    assert (segment.kind == "root") == (segment.joins == ())
    for junction in segment.joins:
        assert 0 <= junction.mm <= body.segment(junction.segment).length_mm
    # A segment that leads nowhere would be a place where a lesion does nothing.
    start = body.Place("right", segment.id, 0.0)
    assert body.muscles_beyond(start) or body.skin_beyond(start)


def test_twigs_leave_on_their_segment_and_bear_its_nerve() -> None:
    for target in body.targets():
        for supply in target.supplies:
            assert 0 <= supply.branch_mm <= body.segment(supply.segment).length_mm
            assert body.segment(supply.segment).nerve == supply.nerve
            assert body.segment(supply.twig).kind == "twig"
            assert body.segment(supply.twig).nerve == supply.nerve


def test_every_nerve_has_segments_and_a_plexus() -> None:
    for nerve in body.nerves():
        assert nerve.segments
        assert body.muscles_of(nerve.id) or body.skin_of(nerve.id)
        if nerve.parent is None:
            assert nerve.id in ("brachial_plexus", "lumbosacral_plexus", "accessory")
        else:
            assert body.nerve(nerve.parent).limb == nerve.limb


def test_everything_has_a_name_in_words() -> None:
    keys = {
        *(one.name for one in body.muscles()),
        *(one.movement for one in body.muscles()),
        *(one.everyday for one in body.muscles() if one.everyday),
        *(one.name for one in body.skin_areas()),
        *(one.electrode for one in body.skin_areas() if one.electrode),
        *(one.name for one in body.sensory_studies()),
        *(one.name for one in body.nerves()),
        *(one.name for one in body.tasks()),
        *(one.name for one in body.entrapments()),
        *(one.name for nerve in body.nerves() for one in body.sites(nerve.id)),
        *(f"body.site.{word}" for nerve in body.nerves() for one in body.sites(nerve.id)
          for word in one.also),
        *(f"body.kind.{one.kind}" for one in body.segments()),
    }  # fmt: skip
    for key in keys:
        assert words.say(key)
    said = {key for key in words.catalog.keys(LANGUAGE) if key.startswith("body.")}
    assert said == keys, "a key that nothing uses"


def test_unknown_ids_are_key_errors() -> None:
    for look_up in (
        body.segment,
        body.nerve,
        body.muscle,
        body.skin,
        body.target,
        body.sensory_study,
        body.skin_of,
        body.task,
        body.sites,
        body.path,
        body.muscles_of,
        body.nerve_of,
        body.roots_of,
        body.muscles_of_root,
        body.tasks_of,
    ):
        with pytest.raises(KeyError):
            look_up("nonesuch")


def test_loading_imports_nothing_heavy() -> None:
    program = """
import sys
from multifocal import body
body.segments(), body.nerves(), body.muscles(), body.tasks(), body.entrapments()
body.sites("ulnar"), body.path("adm")
heavy = {"numpy", "scipy", "numba", "django", "babel"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", program], check=True)
