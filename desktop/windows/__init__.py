"""Windows: the frame, its rooms, and what they share. The only rooms of the desktop that know Qt."""

from __future__ import annotations

from desktop.windows.lasting_none import let_none_last

let_none_last()
