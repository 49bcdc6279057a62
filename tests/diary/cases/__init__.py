"""Cases that the diary's two homes share: the Python here, and the phone's modules in a browser
(tests/browser/test_phone_same.py). What is right stands in the files, and neither computes it."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
WRITTEN = "2026-03-02T09:30:00.000Z"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    found: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def bundle_of(case: dict[str, Any]) -> dict[str, Any]:
    """A case of contents.json as the page of a bundle that holds it alone."""
    when = case.get("when", {"day": "2026-03-02"})
    version = {"written": WRITTEN, "when": when, "kind": case["kind"], "content": case["content"]}
    entry = {"id": entry_id("a"), "versions": [version]}
    return {"schema": "multifocal-diary", "version": 1, "entries": [entry]}


def entry_id(short: str) -> str:
    """A UUID for a letter."""
    return f"00000000-0000-4000-8000-{short:0>12}"


def notes(some: dict[str, list[list[Any]]]) -> list[dict[str, Any]]:
    """The entries of merging.json: notes, each version with its time and text; null is deleted."""

    def version(time: str, text: str | None) -> dict[str, Any]:
        made: dict[str, Any] = {"written": f"2026-03-02T{time}:00.000Z",
                                "when": {"day": "2026-03-02"}}  # fmt: skip
        if text is not None:
            made |= {"kind": "note", "content": {"text": text, "question": False}}
        return made

    return [
        {"id": entry_id(short), "versions": [version(*one) for one in versions]}
        for short, versions in some.items()
    ]


def versions(some: list[list[Any]]) -> list[dict[str, Any]]:
    """The versions of alongside.json: a kind, a moment (as in cycles.json), what is told then, and
    when it was written."""
    return [
        {"written": (*written, WRITTEN)[0], "when": when_of(moment), "kind": kind,
         "content": content}
        for kind, moment, content, *written in some
    ]  # fmt: skip


def when_of(moment: str) -> dict[str, Any]:
    """A day, or a day with a clock and its distance from UTC in minutes."""
    day, *clock = moment.split()
    return {"day": day} | ({"clock": clock[0], "offset_minutes": int(clock[1])} if clock else {})


def course(some: list[list[Any]]) -> list[dict[str, Any]]:
    """The entries of cycles.json: infusions by their status, with a dose in g or none, and grips of
    the right hand in kg; a moment is a day, or a day with a clock and its distance from UTC."""
    made = []
    for number, (what, moment, value) in enumerate(some):
        when = when_of(moment)
        if what == "grip":
            content = {"measure": "grip", "side": "right", "unit": "kg", "tries": value.split()}
        else:
            content = {"status": what} | ({"dose": value, "dose_unit": "g"} if value else {})
        kind = "force" if what == "grip" else "infusion"
        version = {"written": WRITTEN, "when": when, "kind": kind, "content": content}
        made.append({"id": entry_id(f"{number:x}"), "versions": [version]})
    return made


def planned(some: list[list[str]]) -> list[dict[str, Any]]:
    """The entries of plans.json: infusions by status and day, and the day of a plan."""
    made = []
    for number, (status, day, *of) in enumerate(some):
        content = {"status": status} | ({"planned_for": {"day": of[0]}} if of else {})
        version = {"written": WRITTEN, "when": {"day": day}, "kind": "infusion", "content": content}
        made.append({"id": entry_id(f"{number:x}"), "versions": [version]})
    return made


def abouts(some: list[list[Any]]) -> list[dict[str, Any]]:
    """The entries of oneself.json: "About you" by day."""
    return [
        {"id": entry_id(f"{number:x}"), "versions": [
            {"written": WRITTEN, "when": {"day": day}, "kind": "about", "content": content}]}
        for number, (day, content) in enumerate(some)
    ]  # fmt: skip
