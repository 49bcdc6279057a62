"""The JSON Schema (2020-12) of the bundle, made from the nouns, for whatever else reads it."""

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_origin

from multifocal.diary.bundle import SCHEMA, VERSION
from multifocal.diary.entry import KINDS
from multifocal.diary.plain import bare, hints
from multifocal.diary.strength import movements, task_ids
from multifocal.diary.when import When

_SIMPLE: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string", "minLength": 1},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": "string", "pattern": r"^-?\d{1,12}(\.\d{1,12})?$"},
    date: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    time: {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?$"},
    datetime: {"type": "string",
               "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$"},
}  # fmt: skip
_WRITTEN: Final = _SIMPLE[datetime]


def bundle_schema() -> dict[str, Any]:
    """The schema. What it cannot say (limits of numbers by unit, fields that need each other) is
    checked by whoever reads a bundle."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:multifocal:diary:{VERSION}",
        **_object(
            {
                "schema": {"const": SCHEMA},
                "version": {"const": VERSION},
                "made": _WRITTEN,
                "entries": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
            },
            ["schema", "version", "entries"],
        ),
        "$defs": {
            "entry": _object(
                {
                    "id": {"type": "string", "format": "uuid"},
                    "versions": {
                        "type": "array",
                        "minItems": 1,
                        "items": {"oneOf": [_deleted(), *map(_version, KINDS)]},
                    },
                },
                ["id", "versions"],
            ),
            "when": _noun(When),
            **{kind: _noun(noun) for kind, noun in KINDS.items()},
        },
    }


def _version(kind: str) -> dict[str, Any]:
    parts = {"written": _WRITTEN, "when": {"$ref": "#/$defs/when"}, "kind": {"const": kind},
             "content": {"$ref": f"#/$defs/{kind}"}}  # fmt: skip
    return _object(parts, list(parts))


def _deleted() -> dict[str, Any]:
    parts = {"written": _WRITTEN, "when": {"$ref": "#/$defs/when"}}
    return _object(parts, list(parts))


def _object(parts: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required,
            "properties": parts}  # fmt: skip


def _noun(kind: type) -> dict[str, Any]:
    named = fields(kind)
    parts = {one.name: _of(hints(kind)[one.name]) for one in named}
    for name, known in (("movement", movements()), ("task", task_ids())):
        if name in parts:
            parts[name] = {"enum": list(known)}
    return _object(parts, [one.name for one in named if one.default is MISSING])


def _of(hint: Any) -> dict[str, Any]:
    kind = bare(hint)
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0])}
    if kind is When:
        return {"$ref": "#/$defs/when"}
    if is_dataclass(kind) and isinstance(kind, type):
        return _noun(kind)
    return dict(_SIMPLE[kind])


def schema_text() -> str:
    """The schema as the file beside this module holds it."""
    return json.dumps(bundle_schema(), indent=1) + "\n"
