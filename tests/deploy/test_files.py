"""What stands in deploy/: read as the programs read it that run it, as far as they are here."""

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from multifocal.cli.main import app
from multifocal.web.public.mode import public_mode

DEPLOY = Path(__file__).parents[2] / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
UNIT = (DEPLOY / "multifocal.service").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
NAME = "mmn.example.org"


def words_of(instruction: str) -> list[str]:
    (found,) = re.findall(rf"^{instruction} \[(.*)\]$", CONTAINER, re.MULTILINE)
    return [one.strip(' "') for one in found.split(",")]


COMMANDS = {
    "container": words_of("ENTRYPOINT")[1:] + words_of("CMD"),
    "compose": words_of("ENTRYPOINT")[1:] + COMPOSE["x-site"]["command"],
    "unit": shlex.split(re.findall(r"^ExecStart=\S+ (.*)$", UNIT, re.MULTILINE)[0]),
}


@pytest.mark.parametrize("where", COMMANDS)
def test_the_command_takes_the_options_that_it_is_given(where: str) -> None:
    name, *options = COMMANDS[where]
    command = get_command(app).commands[name]  # type: ignore[attr-defined]
    given = command.make_context("serve", list(options)).params
    assert given["public"] and given["port"] == 8765
    assert not given["allow_root"]
    mode = public_mode(tuple(given["allowed_host"]), tuple(given["trusted_proxy"] or ()), 1)
    assert mode.hosts == (NAME,)


def test_two_instances_stand_behind_the_proxy_and_nobody_else_reaches_them() -> None:
    sites = [name for name, one in COMPOSE["services"].items() if one == COMPOSE["x-site"]]
    assert len(sites) == 2
    assert re.findall(r"server (\S+):8765", NGINX) == sites
    assert COMPOSE["x-site"]["networks"] == ["inner"] and "ports" not in COMPOSE["x-site"]
    assert COMPOSE["networks"]["inner"]["internal"] is True
    assert COMPOSE["x-site"]["read_only"] and COMPOSE["x-site"]["cap_drop"] == ["ALL"]


def test_the_container_runs_as_nobody_much_and_installs_by_hash() -> None:
    assert re.search(r"^USER (?!root)\w+$", CONTAINER, re.MULTILINE)
    assert "--require-hashes --requirement requirements/run.txt" in CONTAINER
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8"))
    (version,) = re.findall(r"^FROM \S+python:([\d.]+)-", CONTAINER, re.MULTILINE)
    promised = project["project"]["classifiers"]
    assert f"Programming Language :: Python :: {version}" in promised


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "multifocal.service"
    unit.write_text(UNIT.replace("/opt/multifocal/bin/multifocal", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "multifocal" in line]
    assert not ours
    unit.write_text(UNIT.replace("LimitCORE=0", "LimitKernel=0"))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "LimitKernel" in done.stderr, "the check can fail"


def test_the_container_is_given_all_that_its_wheel_is_built_of() -> None:
    """Every file that pyproject.toml names for the build, and nothing that git does not know."""
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8"))
    copied = re.findall(r"^COPY (.+) \S+$", CONTAINER, re.MULTILINE)
    given = {path for line in copied for path in line.split()}
    hook = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["path"]
    named = {project["project"]["readme"], *project["project"]["license-files"], hook, "src"}
    assert named | {"pyproject.toml", "requirements/run.txt"} <= given
    ignore = (DEPLOY.parent / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert given <= {line.removeprefix("!") for line in ignore}
