"""Debian's Firefox, driven through Marionette, its own door for tests: a line of JSON at a time,
over a local socket. Playwright drives only a Firefox that it has built itself."""

import base64
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
STARTS_WITHIN_S = 120
ANSWERS_WITHIN_S = 120
DRIVEN = ("--marionette", "--remote-allow-system-access")
QUIET = {
    "marionette.port": 0,  # a free one, told in the profile
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "ui.prefersReducedMotion": 1,
}


class FirefoxError(Exception):
    """Firefox answered a command with an error."""


class Firefox:
    """One window of a Firefox without a screen. `scheme` is "light" or "dark"."""

    def __init__(self, profile: Path, width: int, scheme: str = "light") -> None:
        assert FIREFOX is not None
        wanted = QUIET | {
            "layout.css.prefers-color-scheme.content-override": 0 if scheme == "dark" else 1,
        }
        lines = (
            f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in wanted.items()
        )
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), *DRIVEN],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.count = 0
        try:
            self.socket = self._connected(profile / "MarionetteActivePort")
            self._read()  # its greeting
            self.ask("WebDriver:NewSession", {"acceptInsecureCerts": False})
            self._widen(width)
        except BaseException:
            self.process.kill()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.socket.close()
        self.process.terminate()
        self.process.wait(timeout=ANSWERS_WITHIN_S)

    def ask(self, command: str, parameters: dict[str, Any]) -> Any:
        """What Firefox answers; FirefoxError where it cannot do it."""
        self.count += 1
        text = json.dumps([0, self.count, command, parameters])
        self.socket.sendall(f"{len(text)}:{text}".encode())
        _, _, error, answer = self._read()
        if error:
            raise FirefoxError(f"{command}: {error.get('message')}")
        return answer

    def open(self, address: str) -> None:
        """Goes there, and waits until the page has loaded."""
        self.ask("WebDriver:Navigate", {"url": address})

    def evaluate(self, script: str) -> Any:
        """The value of an expression in the page."""
        asked = {"script": f"return {script}", "args": [], "sandbox": "default"}
        return self.ask("WebDriver:ExecuteScript", asked)["value"]

    def errors(self) -> list[str]:
        """What pages have reported to Firefox's console as an error since the last time."""
        script = """
            const seen = Services.console.getMessageArray()
                .filter(one => one instanceof Ci.nsIScriptError && !(one.flags & 1)
                    && one.sourceName.startsWith('http'))
                .map(one => `${one.sourceName}:${one.lineNumber} ${one.errorMessage}`);
            Services.console.reset();
            return seen;"""
        return [str(one) for one in self._chrome(script)]

    def picture(self, path: Path) -> None:
        """The whole page as a PNG."""
        answer = self.ask("WebDriver:TakeScreenshot", {"full": True})
        path.write_bytes(base64.b64decode(answer["value"]))

    def _widen(self, width: int) -> None:
        """Makes the page `width` CSS pixels wide; the window around it cannot be as narrow."""
        self.ask("WebDriver:SetWindowRect", {"width": max(width, 500) + 50, "height": 900})
        self._chrome(f"gBrowser.selectedBrowser.style.maxWidth = '{width}px'")
        self.open("about:blank")
        assert self.evaluate("innerWidth") == width

    def _chrome(self, script: str) -> Any:
        """What a script answers that runs in Firefox itself and not in the page."""
        self.ask("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.ask("WebDriver:ExecuteScript", {"script": script, "args": []})["value"]
        finally:
            self.ask("Marionette:SetContext", {"value": "content"})

    def _connected(self, told: Path) -> socket.socket:
        end = time.monotonic() + STARTS_WITHIN_S
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise FirefoxError(f"Firefox ended with {self.process.returncode}")
            if told.is_file() and (port := told.read_text(encoding="utf-8").strip()):
                made = socket.create_connection(("127.0.0.1", int(port)), ANSWERS_WITHIN_S)
                made.settimeout(ANSWERS_WITHIN_S)
                return made
            time.sleep(0.1)
        raise FirefoxError("Firefox did not open its door for tests")

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        left = int(length[:-1])
        parts = []
        while left:
            parts.append(self._some(min(left, 65536)))
            left -= len(parts[-1])
        return json.loads(b"".join(parts))

    def _some(self, most: int) -> bytes:
        got = self.socket.recv(most)
        if not got:
            raise FirefoxError("Firefox closed its door")
        return got


@contextmanager
def firefox(profile: Path, width: int, scheme: str = "light") -> Iterator[Firefox]:
    """A Firefox with an empty profile in that folder, ended at the end."""
    profile.mkdir()
    with Firefox(profile, width, scheme) as one:
        yield one
