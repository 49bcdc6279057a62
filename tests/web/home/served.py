"""`multifocal serve --home` as people start it, and clients that ask it by TLS from an address of
their choice: on Linux all of 127.0.0.0/8 is this machine, so that 127.0.0.2 is somebody else."""

import contextlib
import http.client
import os
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SERVE = [sys.executable, "-m", "multifocal.cli", "serve", "--home", "--no-browser"]
PHONE, STRANGER = "127.0.0.1", "127.0.0.2"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class AtHome:
    """The command that runs, where it answers, and what it has printed so far."""

    process: subprocess.Popen[bytes]
    data: Path
    port: int
    here: str
    printed: Path

    @property
    def host(self) -> str:
        return f"{PHONE}:{self.port}"

    @property
    def output(self) -> str:
        return self.printed.read_text("utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """That of the command, for others that ask the same installation."""
        return {**os.environ, "MULTIFOCAL_DATA": str(self.data)}

    @staticmethod
    def command(*words: str) -> list[str]:
        return [sys.executable, "-m", "multifocal.cli", *words]

    def link(self) -> str:
        """Path and query of a new code, as `multifocal diary phone --link` prints it."""
        done = subprocess.run(
            self.command("diary", "phone", "--link"),
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip().partition(self.host)[2]

    def ask(
        self,
        path: str,
        *,
        cookie: str = "",
        source: str = PHONE,
        method: str = "GET",
        body: str | None = None,
        **headers: str,
    ) -> Answer:
        """One request over TLS that trusts the installation's certificate and nothing else."""
        trust = ssl.create_default_context(cafile=self.data / "home-certificate.pem")
        trust.verify_flags |= ssl.VERIFY_X509_STRICT
        asking = http.client.HTTPSConnection(
            PHONE, self.port, timeout=60, context=trust, source_address=(source, 0)
        )
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie:
            sent["Cookie"] = cookie
        with contextlib.closing(asking):
            asking.request(method, path, body, sent)
            answer = asking.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def come_in(self, source: str = PHONE) -> str:
        """The cookie of a phone that has just scanned a new code there."""
        answer = self.ask(self.link(), source=source)
        assert answer.status == 303, answer
        return answer.headers["set-cookie"].partition(";")[0]


@contextlib.contextmanager
def at_home(data: Path, *options: str) -> Iterator[AtHome]:
    """The command, open for a phone on this machine."""
    printed = data.with_name(f"{data.name}.out")
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [*SERVE, "--address", PHONE, "--port", "0", "--home-port", "0", *options],
            env={**os.environ, "MULTIFOCAL_DATA": str(data)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        assert soon(lambda: "diary phone" in printed.read_text() or process.poll() is not None)
        text = printed.read_text("utf-8")
        here, home = re.search(r"http://\S+(?=/ )", text), re.search(r"https://\S+:(\d+)", text)
        assert here and home, text
        yield AtHome(process, data, int(home[1]), here[0], printed)
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=30)


def soon(true: Callable[[], bool], limit_s: float = 200.0) -> bool:
    """Whether it becomes true in time; the limit is for a machine that compiles first."""
    give_up_at = time.monotonic() + limit_s
    while not true() and time.monotonic() < give_up_at:
        time.sleep(0.1)
    return true()
