"""Draws the site's pictures again from the rig in figures/person: `make drawings`."""

from pathlib import Path

from multifocal.figures.person import PICTURES, template_text

WEB = Path(__file__).parents[1] / "src" / "multifocal" / "web"


def place(name: str) -> Path:
    """Where a picture's template stands: `app/...` below the app of that name."""
    return WEB / name.partition("/")[0] / "templates" / name


def main() -> None:
    for name in PICTURES:
        text = template_text(name)
        place(name).write_text(text, encoding="utf-8")
        print(f"{len(text):6,d} bytes  {name}")


if __name__ == "__main__":
    main()
