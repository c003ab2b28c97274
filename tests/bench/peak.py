"""Prints one plan's status report and tells its process's greatest memory in MiB, and the pages.

    python3 -m tests.bench.peak FILE.plan

A process of its own, since a process never forgets the most memory that it has had.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import psutil

from tests.bench.plans import opened
from tests.bench.printing import print_status


def peak() -> float:
    """Find the most memory that this process has had, in MiB."""
    if sys.platform == "linux":
        # Here getrusage counts the process that this one was started from as well.
        found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
        assert found is not None, "Linux tells every process's greatest memory"
        return int(found[1]) / 2**10
    if sys.platform == "win32":
        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    with opened(Path(sys.argv[1])) as store:
        pages = print_status(store, io.BytesIO())
    print(peak(), pages)
