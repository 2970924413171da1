"""Bounds: long addresses, large bodies, heavy work; /healthz answers whatever else goes on."""

from __future__ import annotations

import threading
import time

import pytest

from dutygraph.api.gate import Limits
from dutygraph.workbench import Day

from .live import running
from .service import serving


@pytest.mark.parametrize("address", ["/" + "x" * 5000, "/api/v1/coverage?" + "a" * 9000, "/api/v1/nodes/" + "%41" * 3000])
def test_a_long_address_is_refused(local, address):
    answer = local.as_(None).get(address)

    assert (answer.status_code, answer.json()["code"]) == (414, "too-long")


def test_a_large_body_is_refused_before_it_is_read(local):
    client = local.as_(None)

    answer = client.post("/sign-in", content=b"x", headers={"Content-Length": "999999", "Content-Type": "application/x-www-form-urlencoded"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert client.post("/sign-in", content=b"x", headers={"Content-Length": "x"}).status_code == 413


def test_a_body_without_a_length_ends_too(local):
    def endless():
        for _ in range(40):
            yield b"key=" + b"x" * 4096

    answer = local.as_(None).post("/sign-in", content=endless(), headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_an_upload_has_a_bound_of_its_own(county, tmp_path):
    with serving(county, tmp_path, keys=False, limits=Limits(upload_bytes=100_000)) as service:
        fits = service.as_(None).post("/api/v1/loads", files=[("files", ("a.csv", b"x" * 90_000))])
        large = service.as_(None).post("/api/v1/loads", files=[("files", ("a.csv", b"x" * 110_000))])

    assert fits.json()["code"] == "source"
    assert large.status_code == 413


@pytest.fixture
def held(monkeypatch):
    """Coverage that takes as long as a test wants."""
    let_go = threading.Event()
    real = Day.coverage

    def slow(self, kinds=None):
        if kinds == "enterprise":
            let_go.wait(20)
        return real(self, kinds)

    monkeypatch.setattr(Day, "coverage", slow)
    yield let_go
    let_go.set()


def test_beyond_its_places_the_service_says_when_to_come_again(county, tmp_path, held):
    with running(county, tmp_path, limits=Limits(at_once=1, waiting=1, wait_seconds=10)) as get:
        found: list = []
        threads = [threading.Thread(target=lambda: found.append(get("/api/v1/coverage?kinds=enterprise"))) for _ in range(4)]
        for each in threads:
            each.start()
        until = time.monotonic() + 20
        while len(found) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        took = [timed(lambda: get("/healthz")) for _ in range(20)]
        busy = [each.status_code for each in found]
        held.set()
        for each in threads:
            each.join()

    assert busy == [503, 503]
    assert sorted(each.status_code for each in found) == [200, 200, 503, 503]
    refused = next(each for each in found if each.status_code == 503)
    assert (refused.json()["code"], refused.headers["retry-after"]) == ("busy", "2")
    assert refused.headers["x-request-id"]
    assert max(took) < 1


def test_work_that_takes_too_long_is_given_up_and_the_place_is_free_again_when_it_ends(county, tmp_path, held):
    with running(county, tmp_path, limits=Limits(at_once=1, waiting=1, wait_seconds=0.2, work_seconds=0.5)) as get:
        slow = get("/api/v1/coverage?kinds=enterprise")
        meanwhile = get("/api/v1/coverage")
        held.set()
        time.sleep(0.5)
        after = get("/api/v1/coverage")

    assert (slow.status_code, slow.json()["code"]) == (503, "slow")
    assert (meanwhile.status_code, meanwhile.json()["code"]) == (503, "busy")
    assert after.status_code == 200


def timed(call):
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def test_days_at_hand_are_bounded(local):
    client = local.as_(None)
    for day in range(1, 29):
        assert client.get("/api/v1/coverage", params={"as_of": f"2019-02-{day:02}"}).status_code == 200

    assert len(local.desk._days) <= local.desk.kept


def test_many_threads_get_what_one_gets(county, tmp_path):
    """Snapshots are shared: eight clients on days that nobody has opened yet."""
    days = [f"2018-{month:02}-01" for month in (3, 6, 9, 12)]
    paths = [f"/api/v1/{room}?as_of={day}" for day in days for room in ("coverage", "matrix", "asks/unsupervised", "asks/no-leader", "objects")]
    with running(county, tmp_path / "a", limits=Limits(at_once=8)) as get:
        found: dict[str, bytes] = {}

        def work(mine):
            for path in mine:
                found.setdefault(path, get(path).content)

        threads = [threading.Thread(target=work, args=(paths[start:] + paths[:start],)) for start in range(0, len(paths), 8)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    with serving(county, tmp_path / "b", keys=False) as service:
        client = service.as_(None)
        assert [path for path in paths if client.get(path).content != found[path]] == []
