"""Set painkg up on a fresh machine and run it: `python3 run.py serve | test | ask … | build | check | query`.

Standard library only. The first run makes `.venv` and installs the hash-locked requirements into it;
a later run starts at once. `test --questions` prints how the question set is read,
by family; whatever is not `test` goes to the `painkg` command.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(lock: Path, *, stamp: Path) -> None:
    """Install a lock and the project itself into `.venv`, unless that was done for this lock already."""
    digest = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    print(
        f"setting up .venv from {lock.relative_to(ROOT)} (the first time this takes half a minute)",
        file=sys.stderr,
    )
    if not PYTHON.is_file():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-build-isolation", "--editable", str(ROOT)], check=True)
    stamp.write_text(digest)


def main(arguments: list[str]) -> int:
    """Set up what the command needs, then run it."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before anything is installed
        print(f"painkg needs Python 3.11 or newer; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    testing = arguments[:1] == ["test"]
    lock = ROOT / "requirements" / ("dev.txt" if testing else "run.txt")
    try:
        if not (testing is False and (VENV / "painkg-dev").is_file()):
            install(lock, stamp=VENV / ("painkg-dev" if testing else "painkg-run"))
    except subprocess.CalledProcessError as error:
        print(f"setting up failed ({' '.join(error.cmd[:4])} …); mend that and run again", file=sys.stderr)
        return 2
    command = ["-m", "pytest", *arguments[1:]] if testing else ["-m", "painkg_api.cli", *arguments]
    if arguments[:2] == ["test", "--questions"]:
        command = ["-m", "tests.questions.asked", *arguments[2:]]
    if os.name != "nt":
        os.execv(PYTHON, [str(PYTHON), *command])
    return subprocess.run([str(PYTHON), *command], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
