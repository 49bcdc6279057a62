"""What the test shows of an attacked nerve, in one sentence: the caption of the picture."""

from multifocal.figures.waveforms import SMALL
from multifocal.web.inside.experiment import AttackedNerve, mm_of
from multifocal.web.site.ulnar_study import SITES
from multifocal.words import say

HARDLY = 0.9
"""Above this share nothing is to be seen in a response."""

WEAK = 0.8
"""Below this share of normal force a muscle is called weak: the least of MRC 5 (a proposal)."""


def lesson(attacked: AttackedNerve) -> tuple[str, str]:
    """What the test shows, from its responses: the caption's name, and the site it turns on.

    The responses decide, not the place of the focus: a focus under a stimulation site stops some
    fibers on either side of it.
    """
    if attacked.stopped == len(attacked.late_ms) == 0:
        return "none", ""
    strength = _left(attacked)
    least = min(strength.values())
    if least > HARDLY:
        beyond = attacked.setting.at_mm + attacked.focus.extent_mm / 2 <= mm_of("erb")
        return ("neck", "") if beyond else ("mild", "")
    if least > SMALL:
        return "middle", ""
    for site in SITES:
        if strength[site] <= HARDLY:
            partly = strength[site] > least + 0.15 * (1.0 - least)
            return ("straddle" if partly else _STEP[site]), site
    raise AssertionError("some response is small")


_STEP = {
    "wrist": "hand",
    "below_elbow": "forearm",
    "above_elbow": "elbow",
    "axilla": "upper_arm",
    "erb": "shoulder",
}
"""Where the attack sits when this is the most distal site from which the response is small."""


def _left(attacked: AttackedNerve) -> dict[str, float]:
    """Each response of the little finger's muscle as a share of the healthy one."""
    now, healthy = (
        {site: one.amplitude_mv or 0.0 for site, one in study.of("adm").items()}
        for study in (attacked.study, attacked.healthy)
    )
    return {site: now[site] / healthy[site] for site in SITES}


def caption(attacked: AttackedNerve, language: str) -> str:
    """The lesson in words, with what the rules say of the stretch that it speaks of."""
    name, site = lesson(attacked)
    gone = min(_left(attacked).values()) == 0.0
    weak = attacked.strength["adm"] < WEAK
    return say(
        f"inside.caption.{name}",
        language,
        small=say("inside.gone" if gone else "inside.small", language),
        weak=say("inside.weak.yes" if weak else "inside.weak.some", language),
        site=say(f"inside.site.{site}", language) if site else "",
        verdict=_verdict(attacked, site, language),
    ).strip()


def _verdict(attacked: AttackedNerve, site: str, language: str) -> str:
    for one in attacked.evaluation.segments:
        spoken = one.block in ("definite", "probable", "not_met")
        if spoken and one.muscle == "adm" and one.proximal_site == site:
            return say(f"inside.verdict.{one.block}", language)
    return ""
