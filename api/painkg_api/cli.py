"""The command line: `painkg COMMAND …`; the commands are in `painkg_api.commands`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from painkg import DISCLAIMER, __version__, errors
from painkg_api.commands import connect, curators, diff, mme, options, push, questions, reasons, serve
from painkg_api.commands.opened import say

SUBJECTS = (serve, questions, options, reasons, connect, mme, curators, push, diff)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 for an answer, 1 for none or for findings, 2 for misuse or a failure."""
    given = _parser().parse_args(arguments)
    try:
        code: int = given.run(given)
    except errors.NotUnderstoodError as error:
        say(str(error))
        for suggestion in error.suggestions:
            say(f"  {suggestion}")
        return 1
    except errors.SourceError as error:
        say(str(error))
        return 1 if given.command == "check" else 2
    except errors.PainkgError as error:
        say(f"painkg {given.command}: {error}")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 0
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="painkg", description=DISCLAIMER)
    parser.add_argument("--version", action="version", version=f"painkg {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for subject in SUBJECTS:
        subject.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
