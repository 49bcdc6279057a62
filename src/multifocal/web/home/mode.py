"""What `multifocal serve --home` was told, handed to its worker through the environment."""

import json
import os
from dataclasses import asdict, dataclass
from typing import Final

VARIABLE: Final = "MULTIFOCAL_HOME"
SETTINGS: Final = "multifocal.web.home.settings"
HTTPS: Final = 443


@dataclass(frozen=True)
class HomeMode:
    """The one address and port that the site at home listens on and answers to."""

    address: str
    port: int

    @property
    def host(self) -> str:
        """What a browser's Host header must say, to the letter."""
        name = f"[{self.address}]" if ":" in self.address else self.address
        return name if self.port == HTTPS else f"{name}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, address and port as a browser takes them."""
        return f"https://{self.host}"

    def hand_over(self) -> None:
        """Put it where the worker and its settings look for it."""
        os.environ[VARIABLE] = json.dumps(asdict(self))
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS

    @classmethod
    def handed_over(cls) -> "HomeMode":
        """What the command handed over; in a process that it did not start, this machine alone."""
        told = json.loads(os.environ.get(VARIABLE, "null"))
        return cls(**told) if told else cls("127.0.0.1", HTTPS)
