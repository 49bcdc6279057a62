"""Two other machines of the network at home, as network namespaces: the phone, and a neighbor.

The command runs in a third one, which has a second address, too. Needs root and Linux's `ip`,
`unshare` and `nsenter`; skipped, saying so, where there are none.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.home.served import SERVE, soon

HOME, SECOND, PHONE, NEIGHBOR = "192.168.77.1", "192.168.78.1", "192.168.77.2", "192.168.77.3"
TOOLS = ("ip", "unshare", "nsenter", "curl")


def why_not() -> str:
    """What is missing here to make networks; empty where nothing is."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "network namespaces need root on Linux"
    if missing := [one for one in TOOLS if shutil.which(one) is None]:
        return f"not here: {', '.join(missing)}"
    tried = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "this machine lets nobody make network namespaces"


pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "it can be tried")


@dataclass(frozen=True)
class Machine:
    """A network namespace, held open by a process that sleeps in it."""

    process: subprocess.Popen[bytes]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.inside, *words], capture_output=True, text=True, check=False, timeout=60
        )

    @property
    def inside(self) -> list[str]:
        return ["nsenter", f"--net=/proc/{self.process.pid}/ns/net"]

    def set_up(self, line: str) -> None:
        done = self.run("ip", *line.split())
        assert done.returncode == 0, done.stderr


@pytest.fixture
def machines() -> Iterator[tuple[Machine, Machine, Machine]]:
    """The computer at home, the phone, the neighbor; wired, with nothing else on the wire."""
    three = [Machine(subprocess.Popen(["unshare", "--net", "sleep", "600"])) for _ in range(3)]
    home, phone, neighbor = three
    own = os.stat("/proc/self/ns/net").st_ino  # noqa: PTH116
    try:
        for one in three:
            there = Path(f"/proc/{one.process.pid}/ns/net")
            assert soon(lambda there=there: there.stat().st_ino != own, 20)
            one.set_up("link set lo up")
        for name, other, address in (("a", phone, PHONE), ("b", neighbor, NEIGHBOR)):
            pid = other.process.pid
            home.set_up(f"link add to_{name} type veth peer name eth0 netns {pid}")
            home.set_up(f"link set to_{name} up")
            other.set_up(f"address add {address}/23 dev eth0")
            other.set_up("link set eth0 up")
            home.set_up(f"route add {address}/32 dev to_{name}")
        home.set_up(f"address add {HOME}/32 dev to_a")
        home.set_up(f"address add {SECOND}/32 dev to_b")
        yield home, phone, neighbor
    finally:
        for one in three:  # with its last process a namespace and its wires are gone
            one.process.kill()
            one.process.wait(timeout=20)


@pytest.mark.exhaustive
def test_another_machine_of_the_network_gets_nothing(
    machines: tuple[Machine, Machine, Machine], tmp_path: Path
) -> None:
    home, phone, neighbor = machines
    printed = tmp_path / "printed"
    environment = {**os.environ, "MULTIFOCAL_DATA": str(tmp_path / "data")}
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [*home.inside, *SERVE, "--address", HOME, "--port", "8765", "--home-port", "8766"],
            env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        assert soon(lambda: "diary phone" in printed.read_text() or process.poll() is not None)
        assert f"https://{HOME}:8766" in printed.read_text()
        command = [*home.inside, sys.executable, "-m", "multifocal.cli", "diary", "phone", "--link"]
        link = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout.strip()
        certificate = str(tmp_path / "data" / "home-certificate.pem")
        jar = str(tmp_path / "jar")
        curl = ["curl", "-sS", "-i", "--max-time", "30", "--noproxy", "*", "--cacert", certificate]

        came = phone.run(*curl, "--cookie-jar", jar, link)
        assert came.stdout.startswith("HTTP/1.1 303"), came
        diary = f"https://{HOME}:8766/diary"
        assert "What do you want to add" in phone.run(*curl, "--cookie", jar, diary).stdout

        # a neighbor who has got hold of the cookie and even trusts the certificate
        for address in (diary, f"https://{HOME}:8766/", f"https://{HOME}:8766/in?guess"):
            answer = neighbor.run(*curl, "--cookie", jar, address).stdout
            head, _, body = answer.partition("\n\n")
            assert (head.split("\n")[0], body) == ("HTTP/1.1 404 Not Found", "")
            assert "multifocal" not in head.lower()
        bare = ["curl", "-sS", "--noproxy", "*", "--http0.9"]
        plain = neighbor.run(*bare, f"http://{HOME}:8766/diary")
        assert "html" not in plain.stdout.lower()
        # neither the second address nor this machine's own site is open to anybody
        closed = (f"https://{SECOND}:8766/", f"http://{HOME}:8765/", f"http://{SECOND}:8765/")
        for address in closed:
            for one in (phone, neighbor):
                refused = one.run(*curl, "-k", address)
                assert refused.returncode == 7, (address, refused)  # curl: could not connect
        assert "What do you want to add" in phone.run(*curl, "--cookie", jar, diary).stdout
        came_in = f"A phone at {PHONE} has come in"
        assert soon(lambda: came_in in printed.read_text()), printed.read_text()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
