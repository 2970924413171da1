"""Settings of one run, read from the environment once, at a door, and passed on as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the store is, which rule tables hold, and in which language people read."""

    store: str
    store_from: str
    rules: Path | None = None
    lang: str = "zh"

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, store: str | None = None, rules: str | None = None, lang: str | None = None) -> Settings:
        """A flag wins over ``DUTYGRAPH_STORE``, which wins over ``NEO4J_URI``, which wins over a folder in the user's data directory."""
        chosen, source = next((value, name) for value, name in (
            (store, "--store"), (env.get("DUTYGRAPH_STORE"), "DUTYGRAPH_STORE"), (env.get("NEO4J_URI"), "NEO4J_URI"),
            (str(user_data_path("dutygraph", appauthor=False) / "store"), "default")) if value)
        folder = rules or env.get("DUTYGRAPH_RULES")
        language = lang or env.get("DUTYGRAPH_LANG") or ("zh" if env.get("LC_ALL", env.get("LANG", "")).startswith("zh") else "en")
        return cls(chosen, source, Path(folder) if folder else None, "zh" if language.startswith("zh") else "en")
