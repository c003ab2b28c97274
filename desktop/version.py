"""Which version of the program this is."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path


def version() -> str:
    """The version that pyproject.toml gives, beside us in a clone, or what was installed."""
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"
    if project.is_file():
        import tomllib

        found = tomllib.loads(project.read_text(encoding="utf-8")).get("project", {}).get("version")
        if isinstance(found, str):
            return found
    return metadata.version("loftesplan")
