"""The demo is the newcomer's first line: it ends by itself where asked to, else it ends by serving the pages."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from urllib.request import urlopen

from dutygraph.cli import main

COMMAND = [sys.executable, "-m", "dutygraph", "demo", "--lang", "en"]


def test_without_pages_the_demo_ends_by_itself_and_asks_nothing_of_the_network(capsys):
    assert main(["demo", "--no-serve", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "四、一条责任链" in said and "模拟数据" in said and "http://" not in said


def test_the_demo_ends_by_serving_the_pages_and_prints_their_address_last():
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if line.startswith("http://"):
                break
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", lines[-1])
        with urlopen(f"{lines[-1]}coverage?lang=en", timeout=60) as page:
            assert page.status == 200 and "霁川县" in page.read().decode()
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert process.returncode in (0, 130) and "Traceback" not in errors
