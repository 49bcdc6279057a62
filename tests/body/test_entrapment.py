"""Which stretch between two sites holds a common entrapment site."""

import pytest

from multifocal import body


def held(nerve: str, distal: str, proximal: str) -> list[str]:
    return [one.id for one in body.entrapments_between(nerve, distal, proximal)]


def test_the_published_sites_and_ours() -> None:
    # Olney 2003: median at the wrist; ulnar at elbow or wrist; fibular at the fibular head.
    assert {one.id: (one.nerve, one.ours) for one in body.entrapments()} == {
        "median_wrist": ("median", False),
        "ulnar_wrist": ("ulnar", False),
        "ulnar_elbow": ("ulnar", False),
        "fibular_head": ("fibular", False),
        "radial_spiral_groove": ("radial", True),
    }


@pytest.mark.parametrize("one", body.entrapments(), ids=lambda one: one.id)
def test_every_entrapment_lies_on_its_nerve(one: body.Entrapment) -> None:
    part = body.segment(one.segment)
    assert part.nerve == one.nerve
    assert 0 <= one.from_mm < one.to_mm <= part.length_mm


@pytest.mark.parametrize(
    ("nerve", "distal", "proximal", "expected"),
    [
        # Wrist stimulation lies proximal to carpal tunnel and Guyon's canal.
        ("median", "palm", "wrist", ["median_wrist"]),
        ("median", "palm", "elbow", ["median_wrist"]),
        ("median", "wrist", "elbow", []),
        ("median", "elbow", "axilla", []),
        ("median", "axilla", "erb", []),
        ("ulnar", "palm", "wrist", ["ulnar_wrist"]),
        ("ulnar", "wrist", "below_elbow", []),
        ("ulnar", "below_elbow", "above_elbow", ["ulnar_elbow"]),
        ("ulnar", "wrist", "above_elbow", ["ulnar_elbow"]),
        ("ulnar", "wrist", "erb", ["ulnar_elbow"]),
        ("ulnar", "palm", "axilla", ["ulnar_wrist", "ulnar_elbow"]),
        ("ulnar", "above_elbow", "axilla", []),
        ("ulnar", "axilla", "erb", []),
        ("ulnar", "erb", "root", []),
        # The fibular head by itself is below the head, by custom.
        ("fibular", "ankle", "below_fibular_head", []),
        ("fibular", "ankle", "fibular_head", []),
        ("fibular", "below_fibular_head", "above_fibular_head", ["fibular_head"]),
        ("fibular", "below_fibular_head", "popliteal_fossa", ["fibular_head"]),
        ("fibular", "fibular_head", "popliteal_fossa", ["fibular_head"]),
        ("fibular", "ankle", "popliteal_fossa", ["fibular_head"]),
        ("fibular", "above_fibular_head", "popliteal_fossa", []),
        ("fibular", "popliteal_fossa", "sciatic_notch", []),
        # The groove is stimulated at its edge, so neither neighbor is free of it.
        ("radial", "forearm", "elbow", []),
        ("radial", "elbow", "spiral_groove", ["radial_spiral_groove"]),
        ("radial", "spiral_groove", "axilla", ["radial_spiral_groove"]),
        ("radial", "elbow", "axilla", ["radial_spiral_groove"]),
        ("radial", "axilla", "erb", []),
        ("tibial", "ankle", "popliteal_fossa", []),
        ("musculocutaneous", "axilla", "erb", []),
    ],
)
def test_stretches(nerve: str, distal: str, proximal: str, expected: list[str]) -> None:
    assert held(nerve, distal, proximal) == expected
    assert held(nerve, proximal, distal) == expected


def test_another_word_and_no_stretch() -> None:
    assert held("ulnar", "forearm", "above_elbow") == ["ulnar_elbow"]
    assert held("radial", "spiral_groove", "spiral_groove") == []


def test_an_unknown_site_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        held("ulnar", "wrist", "elbow")


def test_every_pair_of_sites_can_be_asked() -> None:
    """A longer stretch holds at least what its parts hold, and nothing else."""
    for nerve in body.nerves():
        names = [one.id for one in body.sites(nerve.id)]
        for i, distal in enumerate(names):
            for j in range(i + 1, len(names)):
                parts = {
                    name
                    for near, far in zip(names[i:j], names[i + 1 : j + 1], strict=True)
                    for name in held(nerve.id, near, far)
                }
                assert set(held(nerve.id, distal, names[j])) == parts
