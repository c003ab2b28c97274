"""Compiles the translations into the wheel, so that an installed program need not read their sources."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTranslations(BuildHookInterface[Any]):
    """Puts a `.mo` into the wheel for every `.po` of the source; the source tree itself is left as it is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary folder, and tell hatchling where in the wheel each file goes."""
        if version == "editable":
            return
        self._compiled = tempfile.TemporaryDirectory(prefix="loftesplan-")
        translations = Path(self.root, "resources", "translations")
        for source in sorted(translations.rglob("*.po")):
            inside = source.relative_to(self.root).with_suffix(".mo")
            compiled = Path(self._compiled.name, inside)
            compiled.parent.mkdir(parents=True)
            with source.open("rb") as messages, compiled.open("wb") as out:
                write_mo(out, read_po(messages))
            build_data["force_include"][str(compiled)] = str(inside)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Leave nothing behind."""
        if version != "editable":
            self._compiled.cleanup()
