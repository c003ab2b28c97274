"""`python3 -m tests`: every check there is, from a bare clone with nothing but Python.

    python3 -m tests               lint, format, types, import contracts, then all tests on all cores
    python3 -m tests ARGUMENTS     pytest alone, with these arguments:  tests/rules -k friday -x
    python3 -m tests long [ARGS]   pytest alone, with many more invented examples for each law
    python3 -m tests bench [ARGS]  the benchmarks, each against its floor

Like `desktop/__main__.py` this must be readable by any Python 3, until `prepare` has returned.
"""

import sys

from desktop.groundwork import prepare

if __name__ == "__main__":
    prepare("test")

    from tests.checks import main

    sys.exit(main(sys.argv[1:]))
