"""Takes the small pictures of docs/screenshots/ from a running site: `make pictures`.

Needs Chromium. Starts the site itself, on a free port, with a data folder that it throws away.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

OUT = Path(__file__).parents[1] / "docs" / "screenshots"
PAGES = {
    "home": "/",
    "inside": "/inside?at=645&damage=20#try",
    "closeup": "/inside?gaps=4&gaps=5#closeup",
    "symptoms": "/symptoms",
    "causes": "/causes",
    "diagnosis": "/diagnosis",
    "living": "/living",
    "dots": "/dots",
    "workup": "/workup",
    "workup-waves": "/workup?waves=block",
    "lab": "/lab",
}
SHAPES = {"desktop": (1200, 800), "phone": (390, 780)}


def main() -> None:
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        sys.exit("no Chromium here: run `make browser` to install it")
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        site = subprocess.Popen(
            [sys.executable, "-m", "multifocal.cli", "serve", "--no-browser", "--port", "0"],
            env={**os.environ, "MULTIFOCAL_DATA": data},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            link = re.search(r"http://\S+(?=/ )", site.stdout.readline() if site.stdout else "")
            if link is None:
                sys.exit("the site did not open")
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            for shape, (width, height) in SHAPES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    reduced_motion="reduce",
                    color_scheme="dark" if shape == "phone" else "light",
                )
                page = context.new_page()
                for name, address in PAGES.items():
                    page.goto(link[0] + address)
                    page.wait_for_timeout(300)
                    page.screenshot(path=OUT / f"{name}-{shape}.jpg", type="jpeg", quality=55)
            browser.close()
        finally:
            site.terminate()
            site.communicate(timeout=20)


if __name__ == "__main__":
    main()
