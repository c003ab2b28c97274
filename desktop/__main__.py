"""`python3 -m desktop`: see that there is ground to stand on, then hand the words over to the command line.

Nothing but the standard library may be imported before `prepare` has returned, and this file must be
readable by any Python 3, so that one too old is told so in a sentence.
"""

import sys

from desktop.groundwork import prepare

if __name__ == "__main__":
    prepare()

    from desktop.cli import main

    sys.exit(main())
