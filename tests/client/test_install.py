"""The client's wheel in an environment of its own: pip, nothing of the toolkit, and the lines of the docs."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
OUTPUT = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the generated distribution."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "generated"]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path) -> Path:
    """The Python of a clean environment in which pip has installed the wheel."""
    clean = wheel.parent / "clean"
    subprocess.run([sys.executable, "-m", "venv", str(clean)], check=True, capture_output=True)
    python = clean / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return python


@pytest.fixture
def emulator() -> Iterator[str]:
    """The URL of the emulator, as its command serves it."""
    command = [sys.executable, "-m", "dingtalk_contract", "emulate", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            yield process.stderr.readline().split()[-1]
        finally:
            process.terminate()


def run(python: Path, program: str) -> str:
    """Run a program in the clean environment, where every warning is an error, and return what it prints."""
    command = [str(python), "-I", "-X", "utf8", "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_lines_of_the_docs_cancel_and_are_rejected(python: Path, emulator: str) -> None:
    """The eight lines make a cancel, and handle a rejection."""
    program = PROGRAMS[0].replace("http://127.0.0.1:8080", emulator)

    assert len(program.splitlines()) == 8
    assert run(python, program) == OUTPUT[0]


@pytest.mark.parametrize(
    ("number", "output"), [(1, "errcode 0\n"), (2, OUTPUT[1]), (3, OUTPUT[2])], ids=["async", "query", "way"]
)
def test_the_other_lines_of_the_docs(python: Path, emulator: str, number: int, output: str) -> None:
    """The further lines print what the page shows."""
    assert run(python, PROGRAMS[number].replace("http://127.0.0.1:8080", emulator)) == output


def test_nothing_of_the_toolkit_is_installed(python: Path) -> None:
    """Beside the client there are httpx, attrs, what these need, and pip."""
    words = [str(python), "-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"]
    listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout

    names = {line.split("==")[0] for line in listed.splitlines()}
    theirs = {"anyio", "certifi", "h11", "httpcore", "idna", "typing_extensions", "sniffio", "pip", "setuptools"}
    assert names - theirs == {"attrs", "dingtalk-workflow-client", "httpx"}


def test_the_wheel_is_typed_and_whole(wheel: Path) -> None:
    """The wheel has every module, types, licence, and nothing left over."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    package = ROOT / "generated" / "dingtalk_workflow_client"
    there = {path.relative_to(package.parent).as_posix() for path in package.rglob("*") if path.is_file()}

    assert names == {name for name in there if "__pycache__" not in name and ".mypy_cache" not in name}
    assert "dingtalk_workflow_client/py.typed" in names
    assert any(name.endswith("LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_the_toolkit_does_not_need_the_client() -> None:
    """No module of the toolkit imports the client."""
    program = "import sys, dingtalk_contract.cli, dingtalk_contract.conformance; print('httpx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    requirements = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[project.scripts]")[0]
    assert done.stdout == "False\n"
    assert "dingtalk-workflow-client" not in requirements
