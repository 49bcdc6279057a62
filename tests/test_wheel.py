"""The wheel, as a researcher installs it: built, put into an empty environment, and used there."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
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


def environment(wheel: Path, version: str, extras: str, folder: Path) -> Path:
    """An empty environment with the wheel in it, as pip and pipx make one; its programs."""
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    limits = folder / "versions.txt"
    pinned = "".join(f"{name}=={pin}\n" for name, (pin, _) in pins("run.txt").items())
    limits.write_text(pinned, encoding="utf-8")
    made = ran(python, "-m", "venv", folder / "env")
    assert made.returncode == 0, made.stderr
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet", "-c", limits)
    installed = ran(*pip, f"{wheel}{extras}")
    assert installed.returncode == 0, installed.stderr
    return programs


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_with_its_extras_becomes_the_command_that_opens_the_site(
    wheel: Path, version: str, tmp_path: Path
) -> None:
    """What `pipx install 'multifocal[site,pdf]'` does, in a folder with a space and an umlaut."""
    folder = tmp_path / "a folder with an ü"
    folder.mkdir()
    programs = environment(wheel, version, "[site,pdf]", folder)
    own = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    process = subprocess.Popen(
        [programs / "multifocal", "serve", "--no-browser", "--port", "0"],
        env=own | {"MULTIFOCAL_DATA": str(folder / "data")},
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
    out = folder / "study.pdf"
    written = ran(programs / "multifocal", "study", "report", EXAMPLE, "--out", out)
    assert written.returncode == 0, written.stderr
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_alone_computes_and_judges(wheel: Path, version: str, tmp_path: Path) -> None:
    bin_folder = environment(wheel, version, "", tmp_path)

    def multifocal(*words: str | Path) -> subprocess.CompletedProcess[str]:
        kept = {"NUMBA_CACHE_DIR": str(tmp_path / "compiled")}
        return ran(bin_folder / "multifocal", *words, **kept)

    imported = ran(bin_folder / "python", "-c", IMPORT_ALL)
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
        (("study", "report", EXAMPLE, "--out", tmp_path / "study.pdf"), "pdf"),
    ):
        refused = multifocal(*words)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert f'"multifocal[{extra}]"' in refused.stderr
        assert len(refused.stderr.splitlines()) == 1
