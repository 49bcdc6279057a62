"""Every fault that code makes: its keys and what it names, found in the syntax of the sources.

A key stands as a literal where the Fault is made, in a table of literals beside it, or where a
function is called that makes a Fault of the key that it is given. Everything else is a mistake.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from multifocal.words.catalog import COUNT, Catalog

SOURCES = Path(__file__).parents[2] / "src" / "multifocal"
PLACES = frozenset(("source", "line", "column", "byte", "reach"))
"""What a fault is given beside what its sentences name."""
KEY = re.compile(r"[a-z]\w*(\.\w+)+(?<!\.xml)")
IN_TOML = {("study/vocabulary.py", "choices[word]"): "ambiguous",
           ("study/vocabulary.py", "instead"): "instead"}  # fmt: skip
"""Faults whose keys stand in a table of the vocabulary."""
AGAIN = frozenset((("fault.py", "self.key"),))
"""Faults made again from another one."""


@dataclass(frozen=True)
class Made:
    """A fault or, where it has no remedy of its own, a phrase."""

    where: str
    keys: frozenset[str]
    names: frozenset[str]
    remedied: bool


@dataclass(frozen=True)
class Maker:
    """A function that makes a fault of the key that it is given."""

    parameter: str
    place: int
    names: frozenset[str]


class Module:
    """One file, with the values of its names."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.tree = name, ast.parse(code)
        self.values = _assigned(self.tree.body)
        self.imported = {
            one.asname or one.name: (node.module, one.name)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for one in node.names
        }

    def called(self, call: ast.Call) -> tuple[str, str]:
        """The file and name of what is called: its own, one that it imports, or of `self`."""
        if isinstance(call.func, ast.Name):
            return self.origin(call.func.id)
        said = ast.unparse(call.func)
        return self.name, said.removeprefix("self.") if said.startswith("self.") else ""

    def origin(self, name: str) -> tuple[str, str]:
        """The file in which a name is made, and its name there."""
        if name not in self.imported:
            return self.name, name
        dotted, original = self.imported[name]
        return dotted.removeprefix("multifocal.").replace(".", "/") + ".py", original

    def calls(self) -> Iterator[tuple[ast.Call, ast.FunctionDef | None]]:
        """Every call, with the innermost function that it stands in."""
        inside: dict[int, ast.FunctionDef] = {}
        for node in ast.walk(self.tree):  # outer functions come first
            if isinstance(node, ast.FunctionDef):
                inside.update((id(each), node) for each in ast.walk(node))
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield node, inside.get(id(node))


def modules() -> dict[str, Module]:
    """All of the house, by path below the package."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        name = path.relative_to(SOURCES).as_posix()
        found[name] = Module(name, path.read_text("utf-8"))
    return found


def faults(house: Mapping[str, Module]) -> list[Made]:
    """What all of them make. A fault without a key that can be read has none."""
    found: list[Made] = []
    makers: dict[tuple[str, str], Maker] = {}
    for module in house.values():
        for call, function in module.calls():
            kind = ast.unparse(call.func)
            if kind not in ("Fault", "Unmeasurable", "Phrase.of"):
                continue
            key = call.args[1 if kind == "Unmeasurable" else 0] if call.args else None
            names = _named(call)
            given = _root(key)
            if function is not None and given in (parameters := _parameters(function)):
                makers[module.name, function.name] = Maker(given, parameters.index(given), names)
            elif (module.name, key and ast.unparse(key)) not in AGAIN:
                where = f"{module.name}:{call.lineno}"
                keys = _keys(key, module, function, house)
                found.append(Made(where, keys, names, kind != "Phrase.of"))
    for module in house.values():
        for call, function in module.calls():
            if (maker := makers.get(module.called(call))) is not None:
                by_name = {one.arg: one.value for one in call.keywords}
                place = maker.place - isinstance(call.func, ast.Attribute)  # without self
                by_place = call.args[place] if place < len(call.args) else None
                key = by_name.get(maker.parameter, by_place)
                keys = _keys(key, module, function, house)
                found.append(Made(f"{module.name}:{call.lineno}", keys, maker.names, True))
    return found


def mistakes(made: list[Made], catalog: Catalog, said_elsewhere: frozenset[str]) -> list[str]:
    """What does not fit between the faults and the sentences."""
    found, used = [], set(said_elsewhere)
    for one in made:
        if not one.keys:
            found.append(f"{one.where}: no key that can be read")
        for key in sorted(one.keys):
            sentences = [f"fault.{key}", f"fault.{key}.remedy"][: 1 + one.remedied]
            used.update(sentences)
            missing = [each for each in sentences if each not in catalog.sentences]
            if missing:
                found.append(f"{one.where}: {missing[0]} is in no catalog")
                continue
            forms = [form for each in sentences for form in catalog.sentences[each]]
            asked = {field for form in forms for _, field, _, _ in Formatter().parse(form) if field}
            if len(forms) > len(sentences):  # forms of a count
                asked.add(COUNT)
            found += [f"{one.where}: {key} lacks {name}" for name in sorted(asked - one.names)]
            found += [f"{one.where}: {key} has no {name}" for name in sorted(one.names - asked)]
    known = {key for key in catalog.sentences if key.startswith("fault.")}
    return found + [f"{key} is never said" for key in sorted(known - used)]


def _named(call: ast.Call) -> frozenset[str]:
    return frozenset(one.arg or "**" for one in call.keywords) - PLACES


def _parameters(function: ast.FunctionDef) -> list[str]:
    said = function.args
    return [one.arg for one in (*said.posonlyargs, *said.args, *said.kwonlyargs)]


def _root(key: ast.expr | None) -> str:
    """The name that a key is, or that it is looked up in."""
    while isinstance(key, ast.Subscript):
        key = key.value
    return key.id if isinstance(key, ast.Name) else ""


def _keys(
    key: ast.expr | None,
    module: Module,
    function: ast.FunctionDef | None,
    house: Mapping[str, Module],
) -> frozenset[str]:
    if isinstance(key, ast.Constant):
        return frozenset((str(key.value),))
    if isinstance(key, ast.IfExp):
        both = (_keys(one, module, function, house) for one in (key.body, key.orelse))
        return frozenset().union(*both)
    if key is None or isinstance(key, ast.JoinedStr | ast.BinOp):
        return frozenset()
    if (section := IN_TOML.get((module.name, ast.unparse(key)))) is not None:
        pages = (
            tomllib.loads((SOURCES / "study" / name).read_text("utf-8"))
            for name in ("vocabulary.toml", "sites.toml")
        )
        texts = (_texts(page[section]) for page in pages if section in page)
        return frozenset().union(*texts)
    local = {} if function is None else _assigned(ast.walk(function))
    return frozenset(_looked_up(key, module, local, house))


def _looked_up(
    node: ast.AST, module: Module, local: Mapping[str, ast.AST], house: Mapping[str, Module]
) -> Iterator[str]:
    """Every literal key in an expression, and in the tables that it names."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and KEY.fullmatch(str(part.value)):
            yield str(part.value)
        elif isinstance(part, ast.Name):
            name = part.id
            if name in local:
                inner = {each: value for each, value in local.items() if each != name}
                yield from _looked_up(local[name], module, inner, house)
            elif name in module.values:
                yield from _looked_up(module.values[name], module, {}, house)
            elif name in module.imported:
                path, original = module.origin(name)
                if path in house and original in house[path].values:
                    yield from _looked_up(house[path].values[original], house[path], {}, house)


def _assigned(nodes: object) -> dict[str, ast.AST]:
    """What each name is taken from, also in a loop or as one of several."""
    found: dict[str, ast.AST] = {}
    for node in nodes:  # type: ignore[attr-defined]
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.For):
            value = node.iter if isinstance(node, ast.For) else node.value
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [each.id for one in targets for each in ast.walk(one)
                     if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]  # fmt: skip
            found.update((name, value) for name in names if value is not None)
    return found


def _texts(value: object) -> Iterator[str]:
    for one in value.values() if isinstance(value, dict) else ():
        yield from (one,) if isinstance(one, str) else _texts(one)
