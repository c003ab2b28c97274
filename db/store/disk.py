"""What sort of disk a file lies on, which decides how a plan can be kept safe there."""

from __future__ import annotations

import os
import sys
from pathlib import Path, PureWindowsPath

import psutil

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs", "davfs2",
     "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "afpfs", "webdav",
     "virtiofs", "ceph",
     "glusterfs", "fuse.glusterfs", "lustre", "gfs2", "ocfs2", "vboxsf", "prl_fs", "drvfs"}
)  # fmt: skip
"""File systems whose memory mapping two computers do not share, which SQLite's WAL rests on."""

STICK = frozenset({"vfat", "msdos", "exfat", "fat", "fat32", "fuseblk"})
"""File systems of USB sticks, which may be pulled out at any moment."""

MOUNTED_BY_HAND = ("/media/", "/run/media/", "/mnt/usb", "/Volumes/")


def is_local(path: Path) -> bool:
    """Whether the file lies on a fixed disk of this computer, where SQLite's WAL is safe."""
    if sys.platform == "win32" and str(PureWindowsPath(path.absolute())).startswith("\\\\"):
        return False
    folder = Path(os.path.realpath(path.parent))
    best: tuple[int, str, str] = (-1, "", "")
    for disk in psutil.disk_partitions(all=True):
        mount = Path(disk.mountpoint)
        if folder == mount or mount in folder.parents:
            best = max(best, (len(mount.parts), disk.fstype.lower(), f"{disk.opts} {disk.mountpoint}/"))
    _, kind, how = best
    options = set(how.split()[0].lower().split(",")) if how.strip() else set()
    if kind in NETWORK or kind in STICK or options & {"removable", "remote", "cdrom"}:
        return False
    return not any(place in how for place in MOUNTED_BY_HAND)


def place_of(path: Path) -> str:
    """Name the file on its disk, so that a copy of it can be told from itself.

    Empty where the disk gives a file no lasting name: there only the computer tells.
    """
    if not is_local(path):
        return ""
    found = path.stat()
    return f"{found.st_dev:x}:{found.st_ino:x}" if found.st_ino else ""
