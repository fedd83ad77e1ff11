from __future__ import annotations

import subprocess
import sys

import spacy


def test_spacy_comes_without_its_commands_and_they_still_work() -> None:
    program = (
        "import sys, helplint\nlist(helplint.score(['Rinse the kettle with vinegar twice.']))\n"
        "assert 'spacy.cli' not in sys.modules\n"
        "import spacy\nprint(spacy.info(silent=True)['spacy_version'])\n"
        "import spacy.cli\nprint(spacy.cli.info.__module__)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout.split() == [spacy.__version__, "spacy.cli.info"]
