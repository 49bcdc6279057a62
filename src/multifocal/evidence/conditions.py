"""The ten labelled conditions: what is done to one simulated person's right arm for each.

How severe each is, is a proposal (source multifocal-choice-labelled-studies): clear cases.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal, get_args

from multifocal import body
from multifocal.nerve import AxonLoss, Focus, Harm, Stimulus
from multifocal.nerve.entrapment import thinned_at

Label = Literal[
    "healthy", "block", "complete_block", "dispersion", "axon_loss", "block_with_dispersion",
    "martin_gruber", "submaximal_proximal_stimulus", "cold_limb", "entrapment",
]  # fmt: skip
"""What a labelled study is an example of."""
LABELS: Final[tuple[Label, ...]] = get_args(Label)
"""Every label, in the order of the data set."""

SIDE: Final[body.Side] = "right"
SITES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "adm": ("wrist", "below_elbow", "above_elbow", "axilla", "erb"),
        "apb": ("wrist", "elbow", "axilla", "erb"),
    }
)
SENSORY: Final = ("median_index", "ulnar_little", "superficial_radial")
WARM_C: Final = 33.0


@dataclass(frozen=True)
class Condition:
    """What is simulated beside the person. `stimuli`: by (nerve, site), supramaximal elsewhere."""

    harm: Harm = field(default_factory=Harm)
    stimuli: Mapping[tuple[str, str], Stimulus] = field(default_factory=dict)
    skin_c: float = WARM_C


_FOREARM: Final = body.Place(SIDE, "ulnar_forearm", 110.0)  # midway from wrist to below elbow


def _block(seed: int, severity: float = 0.22) -> Focus:
    return Focus(_FOREARM, severity, seed=seed)


def _slowing(seed: int) -> Focus:
    """Thinned myelin from below the elbow to near the wrist; fibers much alike, so few stop."""
    return Focus(_FOREARM, 0.85, extent_mm=190.0, mechanism="lamellae", spread=60.0, seed=seed)


def _pressed(seed: int) -> Condition:
    at_elbow = thinned_at("ulnar_elbow", SIDE, 0.955, seed=seed, spread=60.0)
    return Condition(Harm(entrapments=(at_elbow,)))


_MAKE: Final[Mapping[Label, Callable[[int], Condition]]] = MappingProxyType(
    {
        "healthy": lambda _: Condition(),
        "block": lambda seed: Condition(Harm((_block(seed),))),
        "complete_block": lambda seed: Condition(Harm((_block(seed, 1.0),))),
        "dispersion": lambda seed: Condition(Harm((_slowing(seed),))),
        "axon_loss": lambda _: Condition(
            Harm(axon_loss={(SIDE, muscle): AxonLoss(0.85, 0.2) for muscle in SITES})
        ),
        "block_with_dispersion": lambda seed: Condition(
            Harm((_block(seed, 0.15), _slowing(seed + 1)))
        ),
        "martin_gruber": lambda _: Condition(Harm(crossing={SIDE: 0.4})),
        "submaximal_proximal_stimulus": lambda _: Condition(
            stimuli={("ulnar", "erb"): Stimulus(0.66)}
        ),
        "cold_limb": lambda _: Condition(skin_c=24.0),
        "entrapment": _pressed,
    }
)


def condition(label: Label, seed: int = 0) -> Condition:
    """The condition of a label; KeyError for an unknown one."""
    return _MAKE[label](seed)
