"""Explanations in words: what fits, what each finding does to it, what tells a cause apart."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from multifocal import body
from multifocal.localize.explanation import (
    Answer,
    Contribution,
    Explanation,
    HarmedPlace,
    NextTest,
    SegmentShare,
    Stimulation,
)
from multifocal.localize.weakness import Finding, MuscleFinding, SkinFinding
from multifocal.words import listed, listed_clauses, say

INTEROSSEOUS: Final = {
    "median": ("anterior", frozenset(("fpl", "fdp_2_3", "pronator_quadratus"))),
    "radial": (
        "posterior",
        frozenset(
            ("ecrb", "supinator", "edc", "ecu", "edm", "apl", "epl", "epb", "eip"),
        ),
    ),
}
"""Muscles of an interosseous nerve: magnetic resonance finds the harm of such a pattern in the main
nerve of the upper arm as a rule (pham-2014, baumer-2016)."""
LEADING: Final = 5
"""A test is said to tell apart explanations that lead the list."""
CLEARLY: Final = 1.5
"""From this factor on a finding is said to shift the odds (multifocal-choice-localize-findings)."""
FASCICLES: Final = 0.5
"""From this share of the weight on a place is said to be some fascicles only."""


def unit_said(unit: str) -> str:
    """A named nerve, root, trunk or cord, or a tendon, in words."""
    if unit.startswith("root_"):
        return say("localize.unit.root", root=unit.removeprefix("root_").upper())
    if unit.startswith("tendon_"):
        muscle = say(body.muscle(unit.removeprefix("tendon_")).name)
        return say("localize.unit.tendon", muscle=muscle)
    if unit in {one.id for one in body.nerves()}:
        return say(body.nerve(unit).name)
    return say(f"localize.unit.{unit}")


def segment_said(segment_id: str) -> str:
    """A segment of `body` in words; KeyError if there is none of that id."""
    part = body.segment(segment_id)
    if part.kind in ("root", "ramus"):
        return say(f"localize.segment.{part.kind}", root=segment_id.rpartition("_")[2].upper())
    if part.kind == "twig":
        # the second twig of a muscle has its nerve's name in its id
        target = next(t for t in body.targets() if segment_id in {s.twig for s in t.supplies})
        return say("localize.segment.twig", muscle=say(target.name))
    if part.kind in ("trunk", "division", "cord"):
        return say(f"localize.unit.{segment_id}")
    return say(f"localize.segment.{segment_id}")


@cache
def _stretches() -> tuple[tuple[str, str, float, float], ...]:
    text = files("multifocal.localize").joinpath("stretches.toml").read_text("utf-8")
    rows = tomllib.loads(text).items()
    return tuple((key, row["segment"], row["from_mm"], row["to_mm"]) for key, row in rows)


def segment_share_said(segment_share: SegmentShare) -> str:
    """A segment, the part of it that muscles tell, and its share."""
    named = segment_said(segment_share.segment)
    for key, segment, from_mm, to_mm in _stretches():
        if (
            segment == segment_share.segment
            and from_mm <= segment_share.from_mm
            and segment_share.to_mm <= to_mm
        ):
            named = say(f"localize.stretch.{key}")
    return say("localize.segment_share", segment=named, percent=100.0 * segment_share.share)


def place_said(place: HarmedPlace) -> str:
    """A place of an explanation: the nerve, and where on it."""
    named = say(f"localize.place.{place.side}", unit=unit_said(place.unit))
    if not place.segments:
        return named
    segments = listed(segment_share_said(s) for s in place.segments)
    name, muscles = INTEROSSEOUS.get(place.unit, ("", frozenset()))
    if place.muscles and muscles.issuperset(place.muscles):
        return say(f"localize.place.interosseous.{name}", place=named, segments=segments)
    how = "fascicles" if place.fascicles >= FASCICLES else "segments"
    if len(place.segments) == 1 and place.segments[0].segment == place.unit:
        key = f"localize.place.whole.{how}"
        return say(key, place=named, segments=segment_share_said(place.segments[0]))
    return say(f"localize.place.{how}", place=named, segments=segments)


def explanation_said(explanation: Explanation) -> str:
    """All places of an explanation, or its cause."""
    if explanation.cause is not None:
        return cause_said(explanation.cause)
    return listed_clauses(place_said(one) for one in explanation.places)


def cause_said(cause: str) -> str:
    """The name of a cause."""
    return say(f"localize.cause.{cause}")


def question_said(cause: str) -> str:
    """The question that tells a cause from the others."""
    return say(f"localize.question.{cause}")


def finding_said(finding: Finding) -> str:
    """A finding in words."""
    side = finding.side
    if isinstance(finding, MuscleFinding):
        name = say(body.muscle(finding.muscle).name)
        return say(f"localize.finding.muscle.{side}", muscle=name, grade=finding.grade)
    if isinstance(finding, SkinFinding):
        key = f"localize.finding.skin.{finding.feeling}.{side}"
        return say(key, area=say(body.skin(finding.skin).name))
    return say(f"localize.finding.task.{side}", task=say(body.task(finding.task).name))


def contribution_said(contribution: Contribution, explanation: Explanation) -> str:
    """What a finding does to an explanation, in one sentence."""
    where = "relation" if explanation.cause is None else "diffuse"
    sentence = say(
        f"localize.{where}.{contribution.relation}", finding=finding_said(contribution.finding)
    )
    factor = contribution.factor
    if factor >= CLEARLY:
        return say("localize.toward", sentence=sentence, factor=factor_said(factor))
    if factor <= 1.0 / CLEARLY:
        return say("localize.away", sentence=sentence, factor=factor_said(1.0 / factor))
    return say("localize.even", sentence=sentence)


def contributions_said(explanation: Explanation) -> tuple[str, ...]:
    """What the findings do to an explanation, a sentence each; areas that feel normal in one."""
    sentences, felt = [], []
    for one in explanation.contributions:
        if isinstance(one.finding, SkinFinding) and one.finding.feeling == "normal":
            felt.append(one.relation == "spared")
        else:
            sentences.append(contribution_said(one, explanation))
    if felt and explanation.cause is None:
        sentences.append(say("localize.felt", count=len(felt), beyond=sum(felt)))
    elif felt:
        sentences.append(say("localize.felt.diffuse", count=len(felt)))
    return tuple(sentences)


def factor_said(factor: float) -> str:
    """A factor with as many digits as it bears: 1.8, 12, over 1000."""
    if factor > MOST_SAID:
        return say("localize.over", number=f"{MOST_SAID:.0f}")
    return f"{factor:.2g}" if factor >= LEAST_SAID else say("localize.under", number=LEAST_SAID)


MOST_SAID: Final = 1000.0
LEAST_SAID: Final = 0.001
"""Beyond these no model of ours is worth its digits."""


def next_test_said(test: NextTest) -> str:
    """What to test next."""
    target = say(body.target(test.target).name)
    named = say(f"localize.next.{test.kind}.{test.side}", target=target)
    leading = test.weak_by[:LEADING]
    if len(leading) == 1:
        return named
    weak, strong = (leading.index(of(leading)) + 1 for of in (max, min))
    key = "tells" if test.kind == "muscle" else "feels"
    return say(f"localize.next.{key}", test=named, weak=weak, strong=strong)


def stimulation_said(stimulation: Stimulation) -> str:
    """Where to stimulate next."""
    return say(
        f"localize.next.stimulation.{stimulation.side}",
        nerve=say(body.nerve(stimulation.nerve).name),
        muscle=say(body.muscle(stimulation.muscle).name),
        distal=say(body.site(stimulation.nerve, stimulation.distal).name),
        proximal=say(body.site(stimulation.nerve, stimulation.proximal).name),
        percent=100.0 * stimulation.share,
    )


def standing_said(answer: Answer) -> str:
    """On what the order of the list rests."""
    return say(f"localize.setting.{answer.setting or 'none'}.order")
