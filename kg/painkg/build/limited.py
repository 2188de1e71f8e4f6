"""Run a module of the project in a process of its own, ended with its children when its time is over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from painkg.errors import BuildError


def transform(module: str, source: bytes, limit: float) -> bytes:
    """Return what `python -m module IN OUT` writes to OUT when IN holds `source`; `limit` is in seconds.

    :raises TimeoutError: when the limit is over; the process and its children are gone then.
    :raises BuildError: when the process fails, with its last words.
    """
    with tempfile.TemporaryDirectory(prefix="painkg-") as aside:
        given, made = Path(aside) / "in", Path(aside) / "out"
        given.write_bytes(source)
        _run(module, given, made, limit)
        return made.read_bytes()


def _run(module: str, given: Path, made: Path, limit: float) -> None:
    """Run the module and wait for it.

    :raises TimeoutError: when the limit is over; the process and its children are gone then.
    :raises BuildError: when the process fails, with its last words.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(given), str(made)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _, words = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        _end(process)
        raise TimeoutError from None
    except BaseException:
        _end(process)
        raise
    if process.returncode:
        last = words.strip().splitlines()[-1:] or ["it left no words"]
        raise BuildError(f"{module.rsplit('.', 1)[1]} failed: {last[0]}")


def _end(process: subprocess.Popen[str]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.communicate()
