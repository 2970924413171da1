"""Where results go: each benchmark command writes its own section of one page, with versions, machine and day."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import dutygraph

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Each section is written by the command that stands in it, and by nothing else. Absolute times belong to the machine of the day; ratios hold better.
Seconds are medians unless said otherwise.
"""


def setting(*packages: str) -> str:
    """Versions, machine and day, in one line."""
    said = [f"Python {platform.python_version()}", f"dutygraph {dutygraph.__version__}"]
    for name in packages:
        try:
            said.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            said.append(f"{name} not installed")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    busy = f", load average {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{datetime.now(UTC).date()}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB{busy}; {', '.join(said)}."


def table(heads: list[str], rows: list[list[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def seconds(value: float) -> str:
    """A time as people read it, with three digits."""
    for unit, size in (("h", 3600.0), ("s", 1.0), ("ms", 1e-3)):
        if value >= size * (2 if unit == "h" else 1):
            return f"{value / size:.3g} {unit}"
    return f"{value * 1e6:.3g} µs"


def write(page: Path, title: str, text: str) -> None:
    """Put the section on the page in place of the one of that title, or at the end."""
    parts = (page.read_text("utf-8") if page.exists() else HEAD).split("\n## ")
    section = f"{title}\n\n{text.strip()}\n"
    for at, part in enumerate(parts):
        if at and part.split("\n", 1)[0] == title:
            parts[at] = section
            break
    else:
        parts.append(section)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n## ".join(part.rstrip("\n") + "\n" for part in parts), "utf-8")
