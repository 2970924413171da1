"""The image and the compose file keep what the documentation of deployment promises."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_every_port_is_published_on_this_machine_alone() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service["ports"]]
    assert ports and all(port.startswith("127.0.0.1:") for port in ports)


def test_every_service_is_health_checked_without_rights_and_starts_in_order() -> None:
    for name, service in COMPOSE["services"].items():
        assert service["healthcheck"]["test"] and service["cap_drop"] == ["ALL"] and service["security_opt"] == ["no-new-privileges:true"], name
        assert int(service["user"].split(":")[0]) > 1000, name
    assert COMPOSE["services"]["dutygraph"]["read_only"] is True
    assert COMPOSE["services"]["dutygraph"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}


def test_no_password_stands_in_a_file_or_an_argument_list() -> None:
    example = dict(line.split("=", 1) for line in (ROOT / ".env.example").read_text("utf-8").splitlines() if line and not line.startswith("#"))
    assert example["NEO4J_PASSWORD"] == "" and ".env" in (ROOT / ".gitignore").read_text("utf-8").split()
    for service in COMPOSE["services"].values():
        said = " ".join(map(str, [service.get("command", ""), *service["healthcheck"]["test"]]))
        assert "${NEO4J_PASSWORD" not in said and not re.search(r"(?:^|\s)-p\s", said)


def test_every_variable_of_the_compose_file_is_in_the_example() -> None:
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", (ROOT / "compose.yaml").read_text("utf-8")))
    offered = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text("utf-8"), re.M))
    assert asked == offered


def test_the_image_runs_without_rights_and_copies_only_what_the_package_is_made_of() -> None:
    assert re.search(r"^USER 1\d{4}:", DOCKERFILE, re.M) and "HEALTHCHECK" in DOCKERFILE
    copied = {source for words in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M) for source in words.split()[:-1]}
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    assert copied == allowed and all((ROOT / each).exists() for each in copied)
