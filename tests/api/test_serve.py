"""``dutygraph serve`` as a person starts it: a process of its own, an address on the last line, Ctrl-C, and clear words where it cannot start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from dutygraph.api.access import Keys

from .service import GOLDEN, opened

SRC = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "store"
    with opened(path) as county:
        county.load(GOLDEN)
    return path


@pytest.fixture
def command(tmp_path):
    """The command with files of keys and of the audit log of its own."""
    env = {**os.environ, "PYTHONPATH": str(SRC), "DUTYGRAPH_KEYS": str(tmp_path / "keys.json"), "DUTYGRAPH_AUDIT": str(tmp_path / "audit.jsonl"), "PYTHONUNBUFFERED": "1"}
    running = []

    def start(*arguments):
        process = subprocess.Popen([sys.executable, "-m", "dutygraph", "serve", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
        running.append(process)
        return process

    yield start
    for each in running:
        if each.poll() is None:
            each.kill()
            each.wait()
        each.stdout.close()
        each.stderr.close()


def address(process):
    """The last line that is said before it serves."""
    for line in process.stdout:
        if line.startswith("http://"):
            return line.strip()
    raise AssertionError(process.stderr.read())


def ready(url):
    for _ in range(600):
        if httpx.get(f"{url}readyz", timeout=30).status_code == 200:
            return
        time.sleep(0.1)
    raise AssertionError("never ready")


@pytest.mark.slow
def test_it_serves_and_ends_on_ctrl_c(command, store):
    process = command("--store", store, "--port", 0, "--lang", "en")
    url = address(process)
    ready(url)

    assert url.startswith("http://127.0.0.1:")
    assert httpx.get(f"{url}api/v1/coverage", timeout=30).json()["out_of"] > 0
    assert httpx.get(url, headers={"Accept": "text/html"}, timeout=30).status_code == 200
    assert httpx.get(f"{url}healthz", headers={"Host": "evil.example"}).status_code == 200
    assert httpx.get(f"{url}api/v1/coverage", headers={"Host": "evil.example"}).status_code == 403

    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    assert "Traceback" not in process.stderr.read()


@pytest.mark.slow
def test_it_ends_while_the_data_are_still_being_opened(command, store):
    process = command("--store", store, "--port", 0)
    address(process)
    process.send_signal(signal.SIGINT)

    assert process.wait(30) == 130
    assert "Traceback" not in process.stderr.read()


@pytest.mark.slow
def test_on_another_address_it_wants_keys_and_keeps_them(command, store, tmp_path):
    refused = command("--store", store, "--host", "0.0.0.0", "--port", 0)
    assert refused.wait(30) == 1
    assert "dutygraph keys add" in refused.stderr.read()

    keys = Keys(tmp_path / "keys.json")
    _, token = keys.add("wang", ["reader"])
    process = command("--store", store, "--host", "0.0.0.0", "--port", 0)
    url = address(process)

    assert httpx.get(f"{url}api/v1/coverage", timeout=30).status_code == 401
    assert httpx.get(f"{url}api/v1/coverage", headers={"Authorization": f"Bearer {token}"}, timeout=30).status_code == 200
    keys.revoke("wang")
    assert httpx.get(f"{url}api/v1/coverage", headers={"Authorization": f"Bearer {token}"}, timeout=30).json()["code"] == "bad-key"


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "code", "said"), [
    (["--host", "no.such.host.invalid"], 2, "no address of this machine"), (["--host", "192.0.2.1", "--proxy-user-header", "X-User", "--trusted-proxy", "10.0.0.1"], 1, "cannot listen"),
    (["--proxy-user-header", "X-User"], 2, "belong together"), (["--trusted-proxy", "proxy.example", "--proxy-user-header", "X-User"], 2, "no address"), (["--port", "70000"], 2, "70000"),
    (["--rules", "/nowhere"], 1, "/nowhere")])
def test_where_it_cannot_start_it_says_why(command, store, arguments, code, said):
    process = command("--store", store, *([] if "--port" in arguments else ["--port", 0]), *arguments)

    assert process.wait(30) == code
    words = process.stderr.read()
    assert said in words
    assert "Traceback" not in words


@pytest.mark.slow
def test_a_port_that_is_taken_is_said(command, store):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        process = command("--store", store, "--port", held.getsockname()[1])

        assert process.wait(30) == 1
        assert "--port" in process.stderr.read()
