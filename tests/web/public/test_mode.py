"""What the public mode refuses before it opens."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from multifocal.cli.serve import serve
from multifocal.cli.serve_public import serve_public
from multifocal.fault import Fault
from multifocal.web.public import mode
from multifocal.web.public.mode import PublicMode, check_files, public_mode
from tests.web.public.served import COMMAND

HOSTS = ["*", ".example.org", "*.example.org", "0.0.0.0", "192.0.2.1", "Example.org", "a b.org",
         "https://a.org", "a.org:80", "a.org/", "", "-a.org", "a..org", "[::1]"]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_one_whole_name_is_refused(host: str) -> None:
    with pytest.raises(Fault, match="not one name"):
        public_mode(("mmn.example.org", host), (), 1)


def test_a_site_without_a_name_is_refused() -> None:
    with pytest.raises(Fault, match="--allowed-host NAME"):
        public_mode((), (), 1)


@pytest.mark.parametrize("proxy", ["0.0.0.0/0", "::/0", "128.0.0.0/1", "2000::/3"])
def test_a_proxy_that_is_half_the_internet_is_refused(proxy: str) -> None:
    with pytest.raises(Fault, match="too wide"):
        public_mode(("a.org",), (proxy,), 1)


@pytest.mark.parametrize("proxy", ["localhost", "10.0.0.1/8", "10.0.0", "*", ""])
def test_a_proxy_that_is_no_network_is_refused(proxy: str) -> None:
    with pytest.raises(Fault, match="neither an address nor a network"):
        public_mode(("a.org",), (proxy,), 1)


def test_links_name_the_first_host_by_https_and_this_machine_as_it_is() -> None:
    assert public_mode(("mmn.example.org", "other.org"), (), 1).origin == "https://mmn.example.org"
    assert public_mode(("localhost",), (), 1).origin == "http://localhost"


def test_the_worker_hears_all_that_the_command_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(mode.VARIABLE, "")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "")
    told = PublicMode(("a.org", "b.org"), ("10.0.0.0/24", "::1"), 3)
    told.hand_over()
    assert PublicMode.handed_over() == told
    assert os.environ["DJANGO_SETTINGS_MODULE"] == mode.SETTINGS


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two files in a folder that only its owner may change."""
    folder = tmp_path / "package"
    (folder / "web").mkdir(parents=True)
    (folder / "web" / "page.html").write_text("<p>")
    for one in (folder, folder / "web"):
        one.chmod(0o755)
    return folder


posix = pytest.mark.skipif(os.name != "posix", reason="Windows has no such file modes")


@posix
def test_files_that_only_their_owner_may_change_are_served(package: Path) -> None:
    check_files(package)


@posix
@pytest.mark.parametrize("name", [".", "web", "web/page.html"])
def test_files_that_everyone_may_change_are_not_served(package: Path, name: str) -> None:
    place = package / name
    place.chmod(place.stat().st_mode | 0o002)
    with pytest.raises(Fault, match="chmod o-w") as refused:
        check_files(package)
    assert str(place) in str(refused.value)


def refused(*options: str, **there: str) -> str:
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"} | there
    done = subprocess.run(
        [*COMMAND, *options], env=env, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


@posix
def test_the_command_refuses_in_one_line_and_keeps_nothing(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    env["MULTIFOCAL_DATA"] = str(tmp_path / "data")
    done = subprocess.run(
        [*COMMAND, "--allow-root"],
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "--allowed-host NAME" in done.stderr
    assert not (tmp_path / "data").exists()


@posix
def test_settings_of_others_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "debugging")
    with pytest.raises(Fault, match="debugging is something else"):
        mode.check_surroundings(as_root=True)


@posix
def test_root_is_refused_unless_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(Fault, match="must not run as root"):
        mode.check_surroundings(as_root=False)
    mode.check_surroundings(as_root=True)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    mode.check_surroundings(as_root=False)


def test_an_address_to_listen_on_is_a_number() -> None:
    with pytest.raises(Fault, match="not an address to listen on"):
        serve_public("example.org", 0, ("a.org",), (), 1, allow_root=True)


@pytest.mark.parametrize(
    "option", [{"allowed_host": ["a.org"]}, {"trusted_proxy": ["::1"]}, {"allow_root": True}]
)
def test_what_belongs_to_the_public_mode_is_refused_without_it(option: dict[str, Any]) -> None:
    with pytest.raises(Fault, match="Add --public"):
        serve(**option)


@pytest.mark.parametrize(
    ("name", "value"),
    [("DEBUG", True), ("ALLOWED_HOSTS", ["a.org", "*"]), ("DATABASES", settings.DATABASES)],
)
def test_debugging_a_database_and_every_host_are_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(settings, "DATABASES", {})
    mode.check_settings()
    monkeypatch.setattr(settings, name, value)
    with pytest.raises(Fault, match="own settings only"):
        mode.check_settings()
