"""Set up a virtual environment and run every check of the project: lint, types, contracts, tests.

    python3 check.py [--venv DIR] [--slow] [PYTEST ARGUMENTS...]

Needs Python 3.11 or newer and nothing else. Exits with 1 if a check failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NONE_SELECTED = 5  # what pytest exits with where its arguments select no test


def main() -> int:
    """Run all checks, each even if one before it failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="where the environment is, or is made")
    parser.add_argument("--slow", action="store_true", help="run the slow tests too")
    arguments, pytest_arguments = parser.parse_known_args()
    scripts = arguments.venv / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    if not python.exists():
        venv.create(arguments.venv, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", ".[dev]"]
    if subprocess.run(install, cwd=ROOT, check=False).returncode:
        print("check.py: the installation failed, see above", file=sys.stderr)
        return 1
    slow = [python, "-m", "pytest", "-m", "slow", "-n", "0", *pytest_arguments]
    checks: dict[str, list[str | Path]] = {
        "lint": [python, "-m", "ruff", "check", "."],
        "format": [python, "-m", "ruff", "format", "--check", "."],
        "types": [python, "-m", "mypy"],
        "contracts": [scripts / "lint-imports"],
        "tests": [python, "-m", "pytest", *pytest_arguments],
        **({"slow tests": slow} if arguments.slow else {}),
    }
    failed = []
    for name, command in checks.items():
        print(f"== {name}", flush=True)
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        if code and not (name == "slow tests" and code == NONE_SELECTED):
            failed.append(name)
    print(f"check.py: failed: {', '.join(failed)}" if failed else "check.py: all checks passed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
