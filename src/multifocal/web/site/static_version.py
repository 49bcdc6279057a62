"""A name for the site's static files as they are: another one as soon as one of them differs."""

from hashlib import sha256
from pathlib import Path

LENGTH = 12


def static_version(folder: Path) -> str:
    """Twelve hexadecimal digits. Compressed copies do not count."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in (".gz", ".br"):
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:LENGTH]
