"""What sort of disk a file lies on, which decides how a plan can be kept safe there."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import psutil

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "davfs", "davfs2",
     "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "afpfs", "webdav",
     "virtiofs", "ceph",
     "glusterfs", "fuse.glusterfs", "lustre", "gfs2", "ocfs2", "vboxsf", "prl_fs", "drvfs"}
)  # fmt: skip
"""File systems whose memory mapping two computers do not share, which SQLite's WAL rests on."""

FIXED = frozenset({"fuse.ntfs-3g", "fuse.zfs", "fuse.lxcfs"})
"""The few file systems behind FUSE that are a computer's own; all others are taken for a network."""

STICK = frozenset({"vfat", "msdos", "exfat", "fat", "fat32", "fuseblk"})
"""File systems of USB sticks, which may be pulled out at any moment."""

MOUNTED_BY_HAND = ("/media/", "/run/media/", "/mnt/usb", "/Volumes/")


def is_local(path: Path) -> bool:
    """Whether the file lies on a fixed disk of this computer, where SQLite's WAL is safe."""
    real = os.path.realpath(path)
    if sys.platform == "win32" and real.startswith("\\\\"):
        return False
    kind, options, mounted = _disk_of(Path(real).parent)
    foreign = kind in NETWORK or kind in STICK or (kind.startswith("fuse.") and kind not in FIXED)
    if foreign or options & {"removable", "remote", "cdrom"}:
        return False
    return not any(f"{mounted}/".startswith(place) for place in MOUNTED_BY_HAND)


def _disk_of(folder: Path) -> tuple[str, set[str], str]:
    """Find a folder's file system, its options, and where it is mounted; of several there, the topmost."""
    depth, found = -1, ("", set[str](), "")
    for disk in psutil.disk_partitions(all=True):
        mount = Path(disk.mountpoint)
        if (folder == mount or mount in folder.parents) and len(mount.parts) >= depth:
            depth = len(mount.parts)
            found = (disk.fstype.lower(), set(disk.opts.lower().split(",")), disk.mountpoint)
    return found


def place_of(path: Path, known_as: Path | None = None) -> str:
    """Name the file's place on its disk, so that a copy of it can be told from itself.

    A disk of this computer gives each file a number of its own, which it keeps when it is renamed; the
    disk's own number is left out, since some systems give it anew at each start. Elsewhere the path has
    to do: the one that it will be `known_as`, where that is not yet its own.
    """
    if is_local(path):
        number = path.stat().st_ino
        if number:
            return f"{number:x}"
    real = os.path.realpath(known_as or path)
    return "at " + hashlib.sha256(os.path.normcase(real).encode("utf-8", "surrogateescape")).hexdigest()[:16]
