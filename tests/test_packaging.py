"""What is installed: extras, the pinned set, and what a command says where an extra is missing."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from multifocal import extras
from multifocal.fault import Fault

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OPTIONAL = PROJECT["optional-dependencies"]
MODULES = {  # distribution -> what code imports of it, where the two differ
    "django-csp": "csp",
    "markdown-it-py": "markdown_it",
}
HASHES = r"(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+"
PIN = re.compile(rf"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)(?: ; [^\\]+)? \\({HASHES})")


def name(requirement: str) -> str:
    """The distribution of a requirement, as indexes spell it."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def module(requirement: str) -> str:
    return MODULES.get(name(requirement), name(requirement).replace("-", "_"))


def pins(which: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each pinned package."""
    text = (ROOT / "requirements" / which).read_text(encoding="utf-8") + "\n"
    rest = PIN.sub("", text)
    assert not re.sub(r"^#.*$", "", rest, flags=re.MULTILINE).strip(), "a pin without a hash"
    return {name(found[1]): (found[2], found[3].count("sha256")) for found in PIN.finditer(text)}


@pytest.mark.parametrize("which", ["run.txt", "dev.txt"])
def test_everything_that_is_asked_for_is_pinned_by_hash(which: str) -> None:
    asked = [*PROJECT["dependencies"], *OPTIONAL["site"], *OPTIONAL["pdf"]]
    asked += (ROOT / "requirements" / "build.in").read_text().splitlines()[1:]
    if which == "dev.txt":
        asked += [*OPTIONAL["dev"][1:], *OPTIONAL["cluster"]]
    pinned = pins(which)
    assert {name(one) for one in asked} <= set(pinned)
    assert all(hashes for _, hashes in pinned.values())


def test_whoever_runs_and_whoever_tests_have_the_same_versions() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")
    assert run.items() <= dev.items()
    assert len(run) < len(dev) / 1.5


def test_compiled_packages_are_pinned_for_more_than_one_platform() -> None:
    """Python 3.11 to 3.13, on Linux, macOS and Windows, with one wheel each at the least."""
    run, dev = pins("run.txt"), pins("dev.txt")
    for compiled in ("granian", "llvmlite", "numba", "numpy", "scipy"):
        assert run[compiled][1] >= 9, compiled
    assert dev["pyarrow"][1] >= 9


def test_no_pin_stands_without_a_hash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The check above can fail."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("numpy==2.4.6\n")
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    with pytest.raises(AssertionError, match="without a hash"):
        pins("run.txt")


def test_an_extra_asks_for_the_modules_that_it_brings() -> None:
    asked = {extra: {module(one) for one in OPTIONAL[extra]} for extra in extras.EXTRAS}
    assert asked == {extra: set(modules) for extra, modules in extras.EXTRAS.items()}
    assert OPTIONAL["dev"][0] == f"multifocal[{','.join(extras.EXTRAS)}]"


def imported(path: Path, *, everywhere: bool) -> set[str]:
    """Packages that a file imports: at its top, or in its functions too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if everywhere else tree.body
    typing = {
        inside
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inside in ast.walk(node)
    }
    found: set[str] = set()
    for node in nodes:
        if node in typing:
            continue
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@pytest.mark.exhaustive  # imports every module anew
def test_only_the_site_imports_an_extra_at_its_top_and_nothing_else_is_imported() -> None:
    source = ROOT / "src" / "multifocal"
    optional = {module for modules in extras.EXTRAS.values() for module in modules}
    core = {module(one) for one in PROJECT["dependencies"]} | {"llvmlite"}  # numba's own
    for path in source.rglob("*.py"):
        allowed = core | {"multifocal"} | set(sys.stdlib_module_names)
        if path.is_relative_to(source / "web"):
            allowed |= set(extras.EXTRAS["site"]) | {"asgiref"}
        else:
            assert not imported(path, everywhere=False) & optional, path
        assert imported(path, everywhere=True) <= allowed | optional, path


@pytest.mark.some_cases(1)
@pytest.mark.parametrize(
    ("gone", "words", "says"),
    [
        ("django", ["serve"], ("(django)", '"multifocal[site]"')),
        ("django", [], ("(django)", '"multifocal[site]"')),
        ("granian", ["serve", "--port", "0"], ("(granian)", '"multifocal[site]"')),
        ("typst", ["study", "report", "FILE", "--out", "OUT"], ("(typst)", '"multifocal[pdf]"')),
    ],
)
def test_a_command_without_its_extra_says_in_one_line_which_to_install(
    gone: str, words: list[str], says: tuple[str, ...], tmp_path: Path
) -> None:
    places = {
        "FILE": str(ROOT / "examples" / "ulnar_block.csv"),
        "OUT": str(tmp_path / "study.pdf"),
    }
    asked = [places.get(word, word) for word in words]
    code = (
        f"import sys; sys.modules[{gone!r}] = None; sys.argv[1:] = {asked!r}; "
        "from multifocal.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert all(word in line for word in says)
    assert not (tmp_path / "study.pdf").exists()


def test_nothing_is_missing_where_everything_is_installed() -> None:
    for extra in extras.EXTRAS:
        extras.require(extra)
    with pytest.raises(KeyError):
        extras.require("nonesuch")


def test_all_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for gone in ("csp", "whitenoise"):
        monkeypatch.setitem(sys.modules, gone, None)
    with pytest.raises(Fault, match=r"\(csp, whitenoise\).*python -m pip install"):
        extras.require("site")


@pytest.mark.some_cases(2)
@pytest.mark.parametrize("package", ["report", "cli", "evidence", "nerve", "formats", "criteria"])
def test_a_package_is_imported_without_any_extra(package: str) -> None:
    gone = [module for modules in extras.EXTRAS.values() for module in modules]
    gone.remove("markdown_it")  # rich may bring it; the test before this one reads the imports
    code = f"import sys; sys.modules.update(dict.fromkeys({gone!r})); import multifocal.{package}"
    subprocess.run([sys.executable, "-c", code], check=True)
