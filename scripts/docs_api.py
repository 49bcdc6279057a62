"""docs/api: every public name with its signature and docstring, read from the sources: `make api`.

Nothing is imported, so the pages are the same on every machine and Python.
"""

import ast
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src"
API = ROOT / "docs" / "api"
PROGRAMS = ("cli", "web")
"""They are run, not imported."""
MODULES = ("fault",)
"""Public without a package of their own."""
LIBRARY = "library.md"
WIDEST = 96
LONGEST_VALUE = 160

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


@dataclass(frozen=True)
class Public:
    """A public name and where it is defined; `docstring` is empty where there is none."""

    name: str
    module: str
    node: Definition
    docstring: str


@dataclass(frozen=True)
class Face:
    """What a package hands out."""

    module: str
    docstring: str
    names: tuple[Public, ...]


def path_of(module: str) -> Path:
    """The file of a module or package; FileNotFoundError for one that is not ours."""
    stem = SOURCES.joinpath(*module.split("."))
    for path in (stem / "__init__.py", stem.with_suffix(".py")):
        if path.is_file():
            return path
    raise FileNotFoundError(module)


@cache
def source(module: str) -> str:
    return path_of(module).read_text(encoding="utf-8")


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(source(module))


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a module, inside its `if` and `try` too."""
    for node in body:
        yield node
        for inside in ("body", "orelse", "finalbody"):
            if isinstance(node, ast.If | ast.Try):
                yield from statements(getattr(node, inside, []))


def named(node: ast.stmt) -> list[str]:
    """What a statement defines; several where it unpacks."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        target = node.targets[0]
        every = target.elts if isinstance(target, ast.Tuple) else [target]
        return [one.id for one in every if isinstance(one, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def definition(module: str, name: str) -> tuple[str, Definition, str]:
    """The module that defines a name, the statement, and its docstring."""
    every = list(statements(tree(module).body))
    for place, node in enumerate(every):
        if name in named(node) and isinstance(node, Definition):
            return module, node, docstring(node, every[place + 1 : place + 2])
    for node in every:
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                if (one.asname or one.name) == name:
                    return definition(node.module, one.name)
    raise LookupError(f"{module} does not define {name}")


def docstring(node: Definition, after: list[ast.stmt]) -> str:
    """The docstring of a statement; of a constant, the text that follows it."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return ast.get_docstring(node) or ""
    for following in after:
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            return textwrap.dedent(str(following.value.value)).strip()
    return ""


def handed_out(module: str) -> list[str]:
    """`__all__`; of a module without one, what it defines and does not hide."""
    for node in tree(module).body:
        if named(node) == ["__all__"] and isinstance(node, ast.Assign):
            return list(ast.literal_eval(node.value))
    public = (ast.FunctionDef, ast.ClassDef)
    return [one.name for one in tree(module).body if isinstance(one, public) and one.name[0] != "_"]


def faces() -> list[Face]:
    """Every public package, and the public modules, by name."""
    packages = [
        one.name for one in pkgutil.iter_modules([str(SOURCES / "multifocal")]) if one.ispkg
    ]
    found = []
    for name in sorted({*packages, *MODULES} - set(PROGRAMS)):
        module = f"multifocal.{name}"
        names = [Public(one, *definition(module, one)) for one in handed_out(module)]
        found.append(Face(module, ast.get_docstring(tree(module)) or "", tuple(names)))
    return found


def members(public: Public) -> Iterator[Public]:
    """The public functions and properties of a class, in its order."""
    if isinstance(public.node, ast.ClassDef):
        for node in public.node.body:
            if isinstance(node, ast.FunctionDef) and node.name[0] != "_":
                yield Public(
                    f"{public.name}.{node.name}", public.module, node, ast.get_docstring(node) or ""
                )


def undocumented() -> list[str]:
    """Public names and members without a docstring."""
    return [
        f"{face.module}.{each.name}"
        for face in faces()
        for one in face.names
        for each in (one, *members(one))
        if not each.docstring
    ]


def text(node: ast.AST, module: str) -> str:
    """What stands in the source, on one line."""
    found = ast.get_source_segment(source(module), node) or ""
    found = re.sub(r"\s*#[^\n]*\n", "\n", found)
    return re.sub(r"([\[({]) | (?=[\])}])", r"\1", " ".join(found.split())).replace(",)", ")")


def arguments(node: ast.FunctionDef, module: str, *, bound: bool) -> list[str]:
    """A function's arguments with annotations and defaults; without `self` where it is bound."""
    given = node.args
    places = [*given.posonlyargs, *given.args]
    missing = [None] * (len(places) - len(given.defaults))
    written = [
        argument(one, default, module)
        for one, default in zip(places, [*missing, *given.defaults], strict=True)
    ]
    if bound:
        del written[0]
    if given.posonlyargs:
        written.insert(len(given.posonlyargs) - bound, "/")
    if given.vararg:
        written.append("*" + argument(given.vararg, None, module))
    elif given.kwonlyargs:
        written.append("*")
    for one, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        written.append(argument(one, default, module))
    if given.kwarg:
        written.append("**" + argument(given.kwarg, None, module))
    return written


def argument(one: ast.arg, default: ast.expr | None, module: str) -> str:
    kind = f": {text(one.annotation, module)}" if one.annotation else ""
    value = "" if default is None else f"{' = ' if kind else '='}{text(default, module)}"
    return f"{one.arg}{kind}{value}"


def call(head: str, given: list[str], tail: str) -> str:
    """A signature, on one line where it fits."""
    line = f"{head}({', '.join(given)}){tail}"
    if len(line) <= WIDEST:
        return line
    return "\n".join([f"{head}(", *(f"    {one}," for one in given), f"){tail}"])


def decorated(node: ast.FunctionDef, *names: str) -> bool:
    return any(ast.unparse(one).split(".")[-1] in names for one in node.decorator_list)


def signature(public: Public) -> str:
    """How a name is called, what it holds, or what it is."""
    node, module = public.node, public.module
    if isinstance(node, ast.FunctionDef):
        tail = f" -> {text(node.returns, module)}" if node.returns else ""
        if decorated(node, "property", "cached_property"):
            return f"{public.name}: {tail.removeprefix(' -> ')}"
        bound = "." in public.name and not decorated(node, "staticmethod")
        return call(public.name, arguments(node, module, bound=bound), tail)
    if isinstance(node, ast.ClassDef):
        return held(public.name, node, module)
    kind = f": {text(node.annotation, module)}" if isinstance(node, ast.AnnAssign) else ""
    value = node.value
    if isinstance(node, ast.Assign) and isinstance(value, ast.Tuple) and len(named(node)) > 1:
        value = value.elts[named(node).index(public.name)]
    shown = text(value, module) if value else ""
    shown = shown if len(shown) <= LONGEST_VALUE else "..."
    return f"{public.name}{kind} = {shown}"


def held(name: str, node: ast.ClassDef, module: str) -> str:
    """A class: its own `__init__`, or its fields with what they are unless told."""
    for inside in node.body:
        if isinstance(inside, ast.FunctionDef) and inside.name == "__init__":
            return call(f"class {name}", arguments(inside, module, bound=True), "")
    lines = [
        f"    {field.target.id}: {text(field.annotation, module)}"
        + (f" = {text(field.value, module)}" if field.value else "")
        for field in node.body
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and field.target.id[0] != "_"
    ]
    bases = [text(base, module) for base in node.bases]
    head = f"class {name}" + (f"({', '.join(bases)})" if bases else "")
    return "\n".join([head + ":", *lines]) if lines else head


def fields_said(one: Public) -> list[str]:
    """What stands under single fields of a class."""
    if not isinstance(one.node, ast.ClassDef):
        return []
    body = one.node.body
    return [
        f"- `{named(node)[0]}`: {' '.join(said.split())}"
        for node, following in pairwise(body)
        if isinstance(node, ast.AnnAssign) and (said := docstring(node, [following]))
    ]


def said(words: str) -> str:
    """A docstring as Markdown: examples become blocks, lines as wide as they were."""
    out: list[str] = []
    example = False
    for line in words.splitlines():
        begins = line.lstrip().startswith(">>>")
        if begins and not example:
            out += ["```pycon"]
            example = True
        elif example and not line.strip():
            out += ["```"]
            example = False
        out.append(line)
    return "\n".join([*out, "```"] if example else out)


def entry(public: Public, level: int) -> str:
    parts = [
        f"{'#' * level} `{public.name}`",
        f"```python\n{signature(public)}\n```",
        said(public.docstring),
    ]
    parts += ["\n".join(fields_said(public))]
    parts += [entry(each, level + 1) for each in members(public)]
    return "\n\n".join(part for part in parts if part)


def pages() -> dict[str, str]:
    """The files of docs/api by name."""
    every = faces()
    rows = [
        f"| [`{face.module}`]({face.module.partition('.')[2]}.md) | {first_line(face.docstring)} "
        f"| {len(face.names)} |"
        for face in every
    ]
    index = [
        "# Public names",
        "Made from the sources by `make api`; do not change these pages by hand. What a package "
        "does not hand\nout may change without notice. Where to begin: "
        f"[the library](../{LIBRARY}).",
        "\n".join(["| package | | names |", "|---|---|---|", *rows]),
    ]
    made = {"index.md": "\n\n".join(index) + "\n"}
    for face in every:
        parts = [f"# `{face.module}`", said(face.docstring), *(entry(one, 2) for one in face.names)]
        made[f"{face.module.partition('.')[2]}.md"] = "\n\n".join(parts) + "\n"
    return made


def first_line(words: str) -> str:
    return " ".join(words.partition("\n\n")[0].split())


def main() -> None:
    """Write the pages; those of packages that are no more go."""
    API.mkdir(exist_ok=True)
    made = pages()
    for old in API.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, page in made.items():
        (API / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
