"""`make release`: builds source archive and wheel into dist/, checks both, prints their hashes.

Uploads nothing. Refuses a tree with changes that are not committed, and a version that the
changelog does not have.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"


def main() -> None:
    """Build, check, print."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    version = project["version"]
    check_tree(version)
    DIST.mkdir(exist_ok=True)
    for old in DIST.glob("multifocal-*"):
        old.unlink()
    for kind in ("sdist", "wheel"):
        ran(sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(DIST))
    source, wheel = (
        DIST / f"multifocal-{version}.tar.gz",
        DIST / f"multifocal-{version}-py3-none-any.whl",
    )
    check_wheel(wheel, version)
    check_source(source, version, wheel)
    for path in (source, wheel):
        print(f"sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")
    print("Checked. Nothing was uploaded.")


def ran(*words: str) -> str:
    """What a command prints; the end where it fails."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr or done.stdout}")
    return done.stdout


def check_tree(version: str) -> None:
    """The end where what is built would not be what is committed, or is not told of."""
    changed = ran("git", "status", "--porcelain")
    if changed:
        sys.exit(f"commit first:\n{changed}")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    if not re.search(rf"^## \[{re.escape(version)}\]", changelog, re.MULTILINE):
        sys.exit(f"CHANGELOG.md says nothing of {version}")


def check_wheel(wheel: Path, version: str) -> None:
    """The end unless it holds the package as it is committed, its command and its metadata."""
    with zipfile.ZipFile(wheel) as opened:
        if opened.testzip():
            sys.exit(f"{wheel.name} is damaged")
        names = set(opened.namelist())
        told = f"multifocal-{version}.dist-info"
        metadata = Parser().parsestr(opened.read(f"{told}/METADATA").decode())
        commands = opened.read(f"{told}/entry_points.txt").decode()
    tracked = set(ran("git", "ls-files", "src/multifocal").split())
    missing = {name.removeprefix("src/") for name in tracked} - names
    if missing:
        sys.exit(f"{wheel.name} lacks {sorted(missing)[:5]}")
    if metadata["Version"] != version or "multifocal = multifocal.cli:main" not in commands:
        sys.exit(f"{wheel.name} tells another version or has no command")
    if not {"site", "pdf"} <= set(metadata.get_all("Provides-Extra", [])):
        sys.exit(f"{wheel.name} lacks its extras")


def check_source(source: Path, version: str, wheel: Path) -> None:
    """The end unless the same wheel can be built of it."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(source) as opened:
        opened.extractall(folder, filter="data")
        root = Path(folder) / f"multifocal-{version}"
        again = Path(folder) / "wheel"
        build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(again)]
        done = subprocess.run(build, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"no wheel can be built of {source.name}: {done.stderr}")
        if contents(again / wheel.name) != contents(wheel):
            sys.exit(f"the wheel of {source.name} is another one")


def contents(wheel: Path) -> dict[str, int]:
    """Its files and their checksums."""
    with zipfile.ZipFile(wheel) as opened:
        return {one.filename: one.CRC for one in opened.infolist() if "RECORD" not in one.filename}


if __name__ == "__main__":
    main()
