"""The wheel, as a researcher installs it: built, put into an empty environment, and used there."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from multifocal import __version__
from tests.test_packaging import pins

ROOT = Path(__file__).parents[1]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
EXAMPLE = ROOT / "examples" / "ulnar_block.csv"

IMPORT_ALL = """
import importlib, pkgutil, multifocal
names = [one.name for one in pkgutil.iter_modules(multifocal.__path__) if one.name != "web"]
for name in names:
    package = importlib.import_module(f"multifocal.{name}")
    for public in getattr(package, "__all__", ()):
        getattr(package, public)
print(*names)
"""

pytestmark = pytest.mark.exhaustive


def ran(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command of this test alone: nothing of this environment's Python leaks into it."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(word) for word in words],
        cwd="/",
        env=own | settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = ran(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--wheel-dir", folder, ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("multifocal-*.whl")
    return made


def interpreter(version: str) -> str | None:
    """A Python of that version on this machine: of the path, or one that pyenv keeps."""
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    candidates = [shutil.which(f"python{version}")]
    candidates += sorted(map(str, kept.glob(f"{version}.*/bin/python")))
    if sys.version_info[:2] == tuple(map(int, version.split("."))):
        candidates.insert(0, sys.executable)
    for one in candidates:
        if one and ran(one, "-c", "import ensurepip, venv").returncode == 0:
            return one
    return None


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-c", "-o", "--exclude-standard", "--", "src/multifocal"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    tracked = {
        name.removeprefix("src/")
        for name in listed.stdout.decode().split("\0")
        if name and (ROOT / name).is_file()
    }
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
    packed = {name for name in held if name.endswith(".gz")}
    assert held - packed == tracked
    static = {name for name in tracked if name.startswith("multifocal/web/static/")}
    assert {name.removesuffix(".gz") for name in packed} <= static
    kinds = {Path(name).suffix for name in held}
    assert {".css", ".html", ".js", ".json", ".po", ".py", ".toml", ".typ", ".typed"} <= kinds


@dataclass(frozen=True)
class Env:
    """An environment's folder, and where its programs are."""

    folder: Path
    programs: Path

    def install(self, what: str) -> None:
        """As pip and pipx do it."""
        pip = (self.programs / "python", "-m", "pip", "install", "--quiet")
        installed = ran(*pip, "-c", self.folder / "versions.txt", what)
        assert installed.returncode == 0, installed.stderr

    def multifocal(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """The installed command."""
        kept = {"NUMBA_CACHE_DIR": str(self.folder / "compiled")}
        return ran(self.programs / "multifocal", *words, **kept)


@pytest.fixture(scope="module", params=PYTHONS)
def environment(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Env:
    """An empty environment, in a folder with a space and an umlaut."""
    version: str = request.param
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    folder = tmp_path_factory.mktemp("a folder with an ü")
    limits = folder / "versions.txt"
    pinned = "".join(f"{name}=={pin}\n" for name, (pin, _) in pins("run.txt").items())
    limits.write_text(pinned, encoding="utf-8")
    made = ran(python, "-m", "venv", folder / "env")
    assert made.returncode == 0, made.stderr
    return Env(folder, folder / "env" / ("Scripts" if os.name == "nt" else "bin"))


def test_the_wheel_alone_computes_and_judges_and_with_its_extras_opens_the_site(
    wheel: Path, environment: Env
) -> None:
    """First what a researcher's `pip install` has, then what `pipx install 'multifocal[site,pdf]'`
    makes of it."""
    environment.install(str(wheel))
    computes_and_judges(environment)
    environment.install(f"{wheel}[site,pdf]")
    opens_the_site(environment)


def computes_and_judges(environment: Env) -> None:
    multifocal = environment.multifocal
    imported = ran(environment.programs / "python", "-c", IMPORT_ALL)
    assert imported.returncode == 0, imported.stderr
    assert {"body", "criteria", "fiber", "formats", "measuring", "nerve", "study"} <= set(
        imported.stdout.split()
    )

    assert multifocal("--version").stdout.strip() == __version__
    fiber = multifocal("fiber", "--diameter", "10", "--json")
    assert fiber.returncode == 0, fiber.stderr
    assert json.loads(fiber.stdout)["velocity_m_s"] == pytest.approx(56.25, rel=0.01)
    judged = multifocal("study", "evaluate", EXAMPLE, "--json")
    assert judged.returncode == 0, judged.stderr
    assert json.loads(judged.stdout)["segments"][0]["block"] == "definite"

    for words, extra in (
        (("serve",), "site"),
        (("study", "report", EXAMPLE, "--out", environment.folder / "study.pdf"), "pdf"),
    ):
        refused = multifocal(*words)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert f'"multifocal[{extra}]"' in refused.stderr
        assert len(refused.stderr.splitlines()) == 1


def opens_the_site(environment: Env) -> None:
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    kept = {"NUMBA_CACHE_DIR": str(environment.folder / "compiled")}
    process = subprocess.Popen(
        [environment.programs / "multifocal", "serve", "--no-browser", "--port", "0"],
        env=own | kept | {"MULTIFOCAL_DATA": str(environment.folder / "data")},
        cwd="/",
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        opened = re.search(r"http://\S+(?=/ )", process.stdout.readline())
        assert opened
        reach = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
        for path in ("/", "/inside", "/diagnosis", "/dots", "/lab", "/workup?waves=block"):
            with reach(opened[0] + path, timeout=900) as page:
                assert page.status == 200, path
        with reach(f"{opened[0]}/static/multifocal/base.css", timeout=60) as style:
            assert b".site-header" in style.read()
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0
    out = environment.folder / "study.pdf"
    written = environment.multifocal("study", "report", EXAMPLE, "--out", out)
    assert written.returncode == 0, written.stderr
    assert out.read_bytes().startswith(b"%PDF")
