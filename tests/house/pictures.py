"""The pictures of the README, made anew from the seed county: ``python tests/house/pictures.py [FOLDER]`` (needs Chromium and Chinese letters)."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from playwright.sync_api import sync_playwright

import dutygraph
from dutygraph.seed import sheets

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
CHAIN = "樵溪液化气经营点2号"
AS_OF = "2016-05-20"
SIZE = {"width": 1366, "height": 768}


def main(folder: Path) -> None:
    """Serve the seed county, and take each picture in both languages."""
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with TemporaryDirectory() as temporary:
        store = f"{temporary}/store"
        with dutygraph.open(store) as county:
            county.load(sheets())
            chained = county.on(AS_OF).find(CHAIN)
        command = [sys.executable, "-m", "dutygraph", "serve", "--port", "0", "--store", store, "--keys", f"{temporary}/keys.json", "--audit", f"{temporary}/audit.jsonl"]
        service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert service.stdout
            url = next(line.strip() for line in service.stdout if line.startswith("http://"))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
                for lang in ("zh", "en"):
                    page = browser.new_page(viewport=SIZE, locale={"zh": "zh-CN", "en": "en-GB"}[lang], color_scheme="light")
                    for name, path in (("matrix", "coverage?"), ("chain", f"chain/{quote(chained)}?as_of={AS_OF}&")):
                        page.goto(f"{url}{path}lang={lang}", wait_until="networkidle")
                        target = page.locator("svg.dg-chain").first if name == "chain" else page
                        target.screenshot(path=folder / f"{name}.{lang}.png")
                browser.close()
        finally:
            service.terminate()
            service.wait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
