"""The containers: what they install is what they need, and the application beside the emulator passes."""

import os
import re
import subprocess
import sys
from pathlib import Path

from dingtalk_contract.emulator import EmulatorHandle

ROOT = Path(__file__).resolve().parents[1]
EMULATOR = (ROOT / "ci" / "emulator.Containerfile").read_text(encoding="utf-8")
REFUSING = """
import sys
from importlib.metadata import packages_distributions, requires
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
kept, waiting = set(), {kept!r}
while waiting:
    name = canonicalize_name(waiting.pop())
    if name not in kept:
        kept.add(name)
        wanted = map(Requirement, requires(name) or ())
        waiting += [each.name for each in wanted if each.marker is None or each.marker.evaluate({{"extra": ""}})]
kept |= {{"dingtalk-contract", "flask-swagger-ui"}}
owners = packages_distributions()
refused = [name for name in owners if kept.isdisjoint([canonicalize_name(each) for each in owners[name]])]
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused:
            raise ImportError(name + " is not in the image")
sys.meta_path.insert(0, Refusing())
for name in [name for name in sys.modules if name.partition(".")[0] in refused]:
    del sys.modules[name]
from dingtalk_contract.cli import main
sys.argv = ["dingtalk-contract", "emulate", "--port", "0"]
main()
"""


def test_the_emulator_needs_no_more_than_its_image_has() -> None:
    """With what the Containerfile installs, the emulator serves."""
    lines = re.search(r"constraints.txt \\\n +([a-z0-9 -]+) \\\n", EMULATOR)
    assert lines is not None
    script = REFUSING.format(kept=lines[1].split())
    with subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        process.terminate()

    assert said.startswith("serving "), said


def test_the_application_beside_the_emulator_passes(dingtalk_emulator: EmulatorHandle) -> None:
    """The tests that compose runs pass with the generated client."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "generated"),
        "DINGTALK_BASE_URL": dingtalk_emulator.url,
        "DINGTALK_ACCESS_TOKEN": "6d1bxxxx",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-c", os.devnull, "-p", "no:cacheprovider", "ci/application"]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout
