"""Everything that an entry may hold has a name."""

from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

import pytest

from multifocal.diary import KINDS, RateStep, Reaction, Symptom, When
from multifocal.diary.naming import AS_WRITTEN, choice_name, field_name, kind_name, place_name
from multifocal.diary.plain import bare, hints
from multifocal.diary.strength import movements, task_ids
from multifocal.diary.symptom import SCOPES, places
from multifocal.words.catalog import keys

NOUNS = {**KINDS, "rate_step": RateStep, "reaction": Reaction, "when": When}
INTERNAL = {"offset_minutes"}


def literals(kind: type) -> list[tuple[str, str]]:
    found = []
    for one in fields(kind):
        hint: Any = bare(hints(kind)[one.name])
        if get_origin(hint) is Literal:
            found += [(one.name, value) for value in get_args(hint)]
    return found


@pytest.mark.parametrize("kind", NOUNS)
def test_kinds_fields_and_choices_are_called_something(kind: str) -> None:
    noun = NOUNS[kind]
    assert is_dataclass(noun)
    assert kind not in KINDS or kind_name(kind)
    for one in fields(noun):
        assert one.name in INTERNAL or field_name(one.name)
    for field, value in literals(noun):
        assert choice_name(field, value)


def test_movements_tasks_and_places_are_called_something() -> None:
    assert all(choice_name("movement", one) for one in movements())
    assert all(choice_name("task", one) for one in task_ids())
    for scope in SCOPES:
        for place in places(scope):
            assert place_name(Symptom("pain", scope, place))
    assert place_name(Symptom("fatigue")) is None


def test_no_name_waits_for_nothing() -> None:
    pairs = [pair for noun in NOUNS.values() for pair in literals(noun)]
    said = {f"diary.kind.{one}" for one in KINDS}
    said |= {f"diary.field.{one.name}" for noun in NOUNS.values() for one in fields(noun)}
    said |= {f"diary.sign.{value}" for field, value in pairs if field == "sign"}
    said |= {f"diary.choice.{value}" for field, value in pairs if value not in AS_WRITTEN}
    said |= {f"diary.choice.{one}" for one in places("region")}
    named = tuple(f"diary.{part}." for part in ("kind", "field", "choice", "sign"))
    waiting = {key for key in keys() if key.startswith(named)} - said
    assert not waiting
