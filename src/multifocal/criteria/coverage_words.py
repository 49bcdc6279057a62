"""The protocol of what a study leaves open, in words and as plain dicts."""

from typing import Any

from multifocal.criteria.coverage import Coverage, Step
from multifocal.study.sentences import word_of
from multifocal.words import listed, say


def step_title(step: Step, language: str | None = None) -> str:
    """Side, nerve and muscle of a step."""
    return say(
        "study.coverage.step",
        language,
        side=word_of("side", step.side, language),
        nerve=word_of("nerve", step.nerve, language),
        muscle=word_of("muscle", step.muscle, language),
    )


def step_tasks(step: Step, language: str | None = None) -> tuple[str, ...]:
    """What is left to do, one short sentence each."""
    tasks = []
    if step.to_do:
        key = "more_sites" if step.done else "sites"
        tasks.append(say(f"study.coverage.{key}", language, sites=_sites(step.to_do, language)))
    if step.nerve == "axillary" and step.to_do:
        tasks.append(say("study.coverage.compare_sides", language))
    if step.f_to_do:
        tasks.append(say("study.coverage.f", language))
    if step.sensory_to_do:
        key = "sensory" if step.sensory == "none" else "sensory_over"
        tasks.append(say(f"study.coverage.{key}", language))
    tasks.extend(say(f"study.coverage.number.{name}", language) for name in step.numbers)
    return tuple(tasks)


def step_why(step: Step, language: str | None = None) -> str:
    """Why the step stands where it stands."""
    weak = listed((word_of("muscle", one, language) for one in step.weak), language)
    return say(f"study.coverage.why.{step.why}", language, weak=weak)


def step_done(step: Step, language: str | None = None) -> str:
    """Which sites were stimulated."""
    if not step.done:
        return say("study.coverage.none_done", language)
    return say("study.coverage.done", language, sites=_sites(step.done, language))


def elsewhere_said(coverage: Coverage, language: str | None = None) -> tuple[str, ...]:
    """Weak muscles whose nerves the protocol does not reach."""
    return tuple(
        say(
            "study.coverage.elsewhere",
            language,
            side=word_of("side", side, language),
            muscle=word_of("muscle", muscle, language),
        )
        for side, muscle in coverage.elsewhere
    )


def coverage_json(coverage: Coverage, language: str | None = None) -> dict[str, Any]:
    """The object under "coverage" that `--json` prints."""
    return {
        "protocol": [
            {
                "side": step.side,
                "nerve": step.nerve,
                "muscle": step.muscle,
                "why": step.why,
                "weak_muscles": list(step.weak),
                "sites_done": list(step.done),
                "sites_to_do": list(step.to_do),
                "f_to_do": step.f_to_do,
                "sensory_to_do": step.sensory_to_do,
                "numbers_missing": list(step.numbers),
                "text": list(step_tasks(step, language)),
            }
            for step in coverage.steps
        ],
        "elsewhere": list(elsewhere_said(coverage, language)),
    }


def _sites(sites: tuple[str, ...], language: str | None) -> str:
    return listed((word_of("site", one, language) for one in sites), language)
