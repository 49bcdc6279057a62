"""English that stands in code instead of a catalog, found in the syntax of the sources.

Two looks. Where a literal is handed to a channel (a help, an echo, a table, a drawing, a remark,
a presented form), one word is enough. Anywhere else a literal that reads as prose is found: two
words with a space between. Errors for programmers are left out.
"""

import ast
import re
from collections.abc import Iterator
from typing import Final

from multifocal.words import catalog

KEYS: Final = catalog.keys()
UNITS: Final = frozenset(("ms", "mV", "mm", "cm", "Hz", "uV", "MB"))
"""Written alike in every language, as are names of one letter."""

WHOLE: Final = frozenset(
    ("echo", "print", "BadParameter", "write", "rule", "add_column", "add_task", "TextColumn",
     "Remark", "Row", "Bar", "Figure")
)  # fmt: skip
"""Calls whose every argument is shown, and so are `Table` and every `Presented...`."""
SOME: Final = {"add": (2,), "svg": (3,), "render": (2,)}
"""Calls of which some arguments are shown, by place: texts of drawings, titles of tables."""
SHOWN: Final = frozenset(("aria_label", "title", "caption", "label", "text"))
"""Arguments that are shown, by name."""
HELPS: Final = frozenset(("help", "short_help", "epilog"))
ERRORS: Final = re.compile(r"(\w+Error)$")
PASSED_ON: Final = frozenset(("join", "format", "strip", "rstrip", "upper", "lower"))
"""Calls that give back the text that they are given."""
PROSE: Final = re.compile(r"[A-Za-z]{2,}[,.;:]? +[A-Za-z(]{2,}")


def name_of(call: ast.Call) -> str:
    """The last part of what is called."""
    function = call.func
    return getattr(function, "attr", None) or getattr(function, "id", "")


def words_of(text: str) -> list[str]:
    """Words of two letters and more that no unit is."""
    return [one for one in re.findall(r"[A-Za-zµ]{2,}", text) if one not in UNITS]


def literals(node: ast.AST) -> Iterator[ast.Constant]:
    """The pieces of text that an expression is put together from; not what it only looks up."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
    elif isinstance(node, ast.JoinedStr | ast.Tuple | ast.List | ast.GeneratorExp | ast.ListComp):
        parts = [node.elt] if isinstance(node, ast.GeneratorExp | ast.ListComp) else None
        for part in parts or getattr(node, "values", None) or getattr(node, "elts", ()):
            yield from literals(part)
    elif isinstance(node, ast.FormattedValue | ast.Starred):
        yield from literals(node.value)
    elif isinstance(node, ast.BinOp):
        yield from (*literals(node.left), *literals(node.right))
    elif isinstance(node, ast.BoolOp):
        for part in node.values:
            yield from literals(part)
    elif isinstance(node, ast.IfExp):
        yield from (*literals(node.body), *literals(node.orelse))
    elif isinstance(node, ast.Call) and name_of(node) in PASSED_ON:
        for part in (getattr(node.func, "value", node.func), *node.args):
            yield from literals(part)


def shown(call: ast.Call) -> Iterator[ast.AST]:
    """The arguments of a call that a reader meets."""
    name = name_of(call)
    if name in WHOLE or name in ("Table", "WholeTable") or name.startswith("Presented"):
        yield from call.args
    for place in SOME.get(name, ()):
        yield from call.args[place : place + 1]
    for one in call.keywords:
        presented = name.startswith("Presented") and one.arg not in ("status", "tone", "criteria")
        if presented or (one.arg in SHOWN and name not in ("Format", "Typer")):
            yield one.value


def unread(tree: ast.Module) -> set[int]:
    """Nodes that no reader meets: docstrings, types, errors, patterns, classes of drawings."""
    found: set[int] = set()
    for node in ast.walk(tree):
        hidden: list[ast.AST | None] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            hidden = [node.value]
        elif isinstance(node, ast.AnnAssign | ast.arg):
            hidden = [node.annotation]
        elif isinstance(node, ast.FunctionDef):
            hidden = [node.returns]
        elif isinstance(node, ast.Call):
            name = name_of(node)
            if ERRORS.search(name) or name in ("compile", "cast", "TypeVar"):
                hidden = [node]
            hidden += [one.value for one in node.keywords if one.arg in ("class_", "metavar")]
            hidden += node.args[2:3] if name == "svg" else []
        hidden_ids = (id(each) for one in hidden if one is not None for each in ast.walk(one))
        found.update(hidden_ids)
    return found


def strays(code: str) -> list[str]:
    """Every literal with English in it, in the order of the file."""
    tree = ast.parse(code)
    skipped = unread(tree)
    found: dict[int, tuple[int, str]] = {}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if PROSE.search(node.value):
                found[id(node)] = (node.lineno, node.value)
        elif isinstance(node, ast.Dict):
            said = [v for k, v in zip(node.keys, node.values, strict=True)
                    if isinstance(k, ast.Constant) and k.value == "text"]  # fmt: skip
            _collect(said, found)
        elif isinstance(node, ast.Call):
            _collect(shown(node), found)
            for one in node.keywords:
                if one.arg in HELPS and not _is_key(one.value):
                    found[id(one)] = (one.value.lineno, ast.unparse(one.value))
    return [text for _, text in sorted(found.values())]


def _collect(nodes: object, found: dict[int, tuple[int, str]]) -> None:
    for node in nodes:  # type: ignore[attr-defined]
        for one in literals(node):
            if words_of(one.value) and one.value not in KEYS:
                found[id(one)] = (one.lineno, one.value)


def _is_key(value: ast.expr) -> bool:
    return not isinstance(value, ast.Constant | ast.JoinedStr) or (
        isinstance(value, ast.Constant) and value.value in KEYS
    )
