"""What must be in place before the program can run: a Python new enough, and `.venv` with what it needs.

A clone sets itself up: `.venv` is made beside pyproject.toml, filled with what pyproject.toml lists, and the
same command is run again inside it. Where nothing has changed since, that costs a few milliseconds. A program
that was installed (by pip, pipx or a packager) has no pyproject.toml beside it and is left alone.

Only the standard library is imported here. This file, `sentences.py`, and the `__main__` and `__init__`
files that lead to it keep to words that Python 3.6 can read, so that an old Python gets a sentence and not a
SyntaxError.
"""

import os
import sys
from pathlib import Path

from desktop.groundwork.sentences import Voice

OLDEST = (3, 11)


def prepare(extra: str = "") -> None:
    """Return inside an environment that has what the program needs; else make it, and run the command there.

    `extra` names one of pyproject.toml's optional lists to have as well. Ends the process with 1 and a
    sentence where set-up is not possible, and with 130 where the user broke it off.
    """
    voice = Voice.of(sys.argv[1:], os.environ)
    if sys.version_info < OLDEST:
        needed = "{}.{}".format(*OLDEST)
        found = "{}.{}".format(*sys.version_info[:2])
        voice.say("too_old", needed=needed, found=found, program=sys.executable)
        sys.exit(1)

    root = Path(__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file():
        return

    from desktop.groundwork import environment

    folder = root / ".venv"
    if environment.is_complete(folder, extra):
        if not environment.is_running(folder):
            environment.run_again(folder)
        return
    if not extra and not environment.is_running(folder) and environment.is_installed_here():
        return

    from desktop.groundwork.building import SetupFailed, build

    try:
        build(folder, extra, voice)
    except SetupFailed as failure:
        voice.say(failure.sentence, **failure.places)
        sys.exit(1)
    except KeyboardInterrupt:
        voice.say("interrupted")
        sys.exit(130)
    if not environment.is_running(folder):
        environment.run_again(folder)
