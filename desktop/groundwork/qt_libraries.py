"""The system's own libraries that Qt is built upon: which are missing, and how they are had.

Only windows need them. Nothing that is found here may stop the command line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.groundwork import debian
from desktop.groundwork.sentences import Voice

# What windows need of Qt: widgets, pages of PDF, printers, drawings, an X server to show them on, or (in
# tests) no screen.
PARTS = (
    "QtWidgets.abi3.so",
    "QtPdf.abi3.so",
    "QtPdfWidgets.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtSvg.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqoffscreen.so",
)

# Library to Debian package. Newer releases have renamed some (…t64), but still answer to these names.
_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


def missing(pyside: Path) -> tuple[str, ...]:
    """The libraries that Qt would look for in vain, given the folder of PySide6; none outside Linux."""
    linker = shutil.which("ldd")
    parts = [str(pyside / part) for part in PARTS if (pyside / part).exists()]
    if sys.platform != "linux" or linker is None or not parts:
        return ()
    answer = subprocess.run([linker, *parts], capture_output=True, text=True, check=False, errors="replace")
    return tuple(sorted(set(re.findall(r"^\s*(\S+) => not found", answer.stdout, re.MULTILINE))))


def packages_of(libraries: Iterable[str]) -> tuple[str, ...]:
    """The Debian packages that hold these libraries; none if one of them is unknown, for half is no help."""
    wanted = {library: _PACKAGES.get(library) for library in libraries}
    if None in wanted.values():
        return ()
    return tuple(sorted({package for package in wanted.values() if package}))


def provide(pyside: Path, voice: Voice, on_line: debian.Listener) -> bool:
    """Get Qt its libraries, or say how to where that is not ours to do; whether windows can be shown now."""
    libraries = missing(pyside)
    if not libraries:
        return True
    packages = packages_of(libraries)
    if packages and debian.may_install() and _install(packages, voice, on_line):
        libraries = missing(pyside)
        packages = packages_of(libraries)
        if not libraries:
            return True
    if packages and debian.is_here():
        voice.say("qt_missing", command=debian.command(packages))
    else:
        voice.say("qt_missing_elsewhere", libraries=", ".join(libraries))
    return False


def _install(packages: Sequence[str], voice: Voice, on_line: debian.Listener) -> bool:
    voice.say("qt_installing")
    return debian.install(packages, lambda command: voice.say("apt", command=command), on_line)
