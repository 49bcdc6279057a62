"""A variable that lives longer than five lines says what it is: no `one`, `found`, `left`.

A binding lives from the line that binds it (parameter, assignment, loop) to its last use before it
is bound again. An assignment that reads what it binds (`left = left - 1`) is a use. Comprehensions
are scopes of their own, and a name that an inner function reads is a use in the outer one. Fields
of classes are no variables. `left` beside a `right` is a side, and so says what it is.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "scripts", "benchmarks")
VAGUE = frozenset(("one", "found", "left"))
LONGEST = 5
"""Lines from the binding to the last use: as far as an eye looks back without searching."""

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(frozen=True, order=True)
class Life:
    """One binding of a name: where it begins and is last used."""

    first: int
    last: int
    name: str
    function: str


@dataclass
class Scope:
    """The events of vague names in one scope, in the order in which they happen."""

    function: str
    whole: bool = False  # one binding, whichever line comes first: a comprehension
    events: list[tuple[str, int, bool]] = field(default_factory=list)  # name, line, binds

    def lives(self) -> Iterator[Life]:
        bound = {name for name, _line, binds in self.events if binds}
        for name in bound & VAGUE - ({"left"} if "right" in bound else set()):
            lives: list[list[int]] = []
            for line, binds in [(line, binds) for who, line, binds in self.events if who == name]:
                if not lives or (binds and not self.whole):
                    lives.append([])
                lives[-1].append(line)
            for lines in lives:
                yield Life(min(lines), max(lines), name, self.function)


class Lives(ast.NodeVisitor):
    """Walks a module in the order of evaluation and gathers the lives of vague names."""

    def __init__(self) -> None:
        self.lives: list[Life] = []
        self.scopes = [Scope("module")]

    def event(self, name: str | None, line: int, binds: bool) -> None:
        if name in VAGUE or name == "right":
            self.scopes[-1].events.append((name, line, binds))

    def close(self) -> None:
        """End the scope: its own names have lived, the others are uses in the scope around it."""
        scope = self.scopes.pop()
        self.lives += scope.lives()
        if self.scopes:
            bound = {name for name, _line, binds in scope.events if binds}
            self.scopes[-1].events += [event for event in scope.events if event[0] not in bound]

    def visit_all(self, *parts: object) -> None:
        for part in parts:
            if isinstance(part, list):
                self.visit_all(*part)
            elif isinstance(part, ast.AST):
                self.visit(part)

    def visit_Name(self, node: ast.Name) -> None:
        self.event(node.id, node.lineno, not isinstance(node.ctx, ast.Load))

    def visit_arg(self, node: ast.arg) -> None:
        self.event(node.arg, node.lineno, True)

    def assign(self, targets: list[ast.expr], value: ast.expr | None) -> None:
        scope = self.scopes[-1]
        before = len(scope.events)
        self.visit_all(value)
        read = {name for name, _line, _binds in scope.events[before:]}
        after = len(scope.events)
        self.visit_all(targets)
        scope.events[after:] = [
            (name, line, binds and name not in read) for name, line, binds in scope.events[after:]
        ]

    def visit_Assign(self, node: ast.Assign) -> None:
        self.assign(node.targets, node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.assign([node.target], node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.assign([node.target], node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit_all(node.value)
        if isinstance(node.target, ast.Name):
            self.event(node.target.id, node.target.lineno, False)
        else:
            self.visit(node.target)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit_all(node.iter, node.target, node.body, node.orelse)

    visit_AsyncFor = visit_For  # noqa: N815

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.event(node.name, node.lineno, True)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs | ast.MatchStar) -> None:
        self.generic_visit(node)
        self.event(node.name, node.lineno, True)

    visit_MatchStar = visit_MatchAs  # noqa: N815

    def function(self, node: Function) -> None:
        name = getattr(node, "name", "lambda")
        arguments = node.args
        self.visit_all(getattr(node, "decorator_list", []), arguments.defaults)
        self.visit_all(arguments.kw_defaults)
        self.scopes.append(Scope(name))
        self.visit_all(arguments.posonlyargs, arguments.args, arguments.vararg)
        self.visit_all(arguments.kwonlyargs, arguments.kwarg, node.body)
        self.close()

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = function  # noqa: N815

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all(node.decorator_list, node.bases)
        self.scopes.append(Scope(node.name))
        self.visit_all(node.body)
        fields = [event for event in self.scopes[-1].events if event[2]]  # no variables
        for event in fields:
            self.scopes[-1].events.remove(event)
        self.close()

    def comprehension(self, node: Comprehension) -> None:
        first = node.generators[0]
        self.visit(first.iter)
        self.scopes.append(Scope(self.scopes[-1].function, whole=True))
        for part in node.generators:
            self.visit_all(part.target, part.ifs, [] if part is first else part.iter)
        if isinstance(node, ast.DictComp):
            self.visit_all(node.key, node.value)
        else:
            self.visit(node.elt)
        self.close()

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = comprehension  # noqa: N815


def long_lives(code: str) -> list[Life]:
    if not re.search(r"\b(one|found|left)\b", code):
        return []
    lives = Lives()
    lives.visit(ast.parse(code))
    lives.close()
    return sorted(life for life in lives.lives if life.last - life.first > LONGEST)


PARAMETER = """def share(segment, one):
    first = 1
    second = 2
    third = 3
    fourth = 4
    fifth = 5
    return one
"""
COMPREHENSION = """def share(segments):
    return [
        say(
            one.nerve,
            1,
            2,
            3,
            4,
            one.side,
        )
        for one in segments
    ]
"""
LOOP = """def share(segments):
    for one in segments:
        a = 1
        b = 2
        c = 3
        d = 4
        e = 5
        yield one
"""
COUNTED_DOWN = """def wait(s):
    left = s
    while True:
        a = 1
        left = left - 1
        b = 2
        left -= 1
        c = 3
        d = left
"""
READ_INSIDE = """def share(rows):
    found = len(rows)

    def part(row):
        a = 1
        b = 2
        c = 3
        return row / found

    return [part(row) for row in rows]
"""
CAPTURED = """def share(row):
    match row:
        case {"a": one}:
            a = 1
            b = 2
            c = 3
            d = 4
            e = 5
            return one
"""


@pytest.mark.parametrize(
    ("code", "life"),
    [
        (PARAMETER, Life(1, 7, "one", "share")),
        (COMPREHENSION, Life(4, 11, "one", "share")),
        (LOOP, Life(2, 8, "one", "share")),
        (COUNTED_DOWN, Life(2, 9, "left", "wait")),
        (READ_INSIDE, Life(2, 8, "found", "share")),
        (CAPTURED, Life(3, 9, "one", "share")),
    ],
    ids=["parameter", "comprehension", "loop", "counted down", "read inside", "captured"],
)
def test_a_life_longer_than_five_lines_is_seen(code: str, life: Life) -> None:
    assert [one for one in long_lives(code) if one.name == life.name] == [life]


BOUND_AGAIN = """def share(rows, columns):
    for one in rows:
        yield one
    a = 1
    b = 2
    c = 3
    for one in columns:
        yield one
    return {one for one in rows}
"""
SIDES = """def share(left, right):
    a = 1
    b = 2
    c = 3
    d = 4
    e = 5
    return left + right
"""
FIELDS = """class Answer:
    found: int
    a: int
    b: int
    c: int
    d: int
    e: int

    def share(self, a):
        return self.found(found=a)
"""


@pytest.mark.parametrize("code", [BOUND_AGAIN, SIDES, FIELDS], ids=["again", "sides", "fields"])
def test_short_lives_sides_and_fields_pass(code: str) -> None:
    assert long_lives(code) == []


def test_what_lives_long_says_what_it_is() -> None:
    assert not [
        f"{path.relative_to(ROOT)}, {life.function}, lines {life.first} to {life.last}: {life.name}"
        for folder in FOLDERS
        for path in sorted((ROOT / folder).rglob("*.py"))
        for life in long_lives(path.read_text(encoding="utf-8"))
    ]
