"""The two tools whose versions decide every byte: openapi-python-client and ruff."""

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from regeneration.errors import GenerationError

ROOT = Path(__file__).resolve().parents[2]
# Nothing but these words decides the format: no parent's settings, no .gitignore, no default exclusion.
_RUFF = ("--isolated", "--no-cache", "--no-respect-gitignore", "--config", "exclude=[]")
_STYLE = ("--line-length", "120", "--target-version", "py311")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toolchain:
    """The pinned generator and the pinned ruff of the interpreter that runs."""

    generator_version: str
    ruff_version: str
    ruff: str

    @classmethod
    def require_pinned(cls, pyproject: Path = ROOT / "pyproject.toml") -> "Toolchain":
        """Find both tools at the versions of the dependency group `generate`, or raise GenerationError."""
        pins = _read_pins(pyproject)
        for tool in ("openapi-python-client", "ruff"):
            _require_version(tool, _find_version(tool), pins.get(tool))
        from ruff import find_ruff_bin  # type: ignore[import-untyped]  # ruff ships no types

        ruff = find_ruff_bin()
        # The metadata may speak of another ruff than the program that was found.
        _require_version("ruff", _run([ruff, "--version"]).stdout.strip().removeprefix("ruff "), pins["ruff"])
        return cls(generator_version=pins["openapi-python-client"], ruff_version=pins["ruff"], ruff=ruff)

    def generate(self, document: Path, config: Path, output: Path) -> None:
        """Write the generator's own client of `document` to `output`, where not even a warning is let through."""
        done = _run(
            [
                *(sys.executable, "-P", "-X", "utf8", "-m", "openapi_python_client", "generate", "--fail-on-warning"),
                *("--meta", "none", "--path", str(document), "--config", str(config), "--output-path", str(output)),
            ]
        )
        if done.returncode:
            raise GenerationError(_summarise(done.stderr))

    def tidy(self, folder: Path) -> None:
        """Sort the imports, drop the unused ones, modernise and format, in place."""
        for command in (["check", "--fix-only", "--select", "I,F401,UP"], ["format"]):
            done = _run([self.ruff, *command, *_RUFF, *_STYLE, str(folder)])
            if done.returncode:
                raise GenerationError(f"ruff cannot tidy the client: {_summarise(done.stderr)}")


def _read_pins(pyproject: Path) -> dict[str, str]:
    try:
        group = tomllib.loads(pyproject.read_text(encoding="utf-8"))["dependency-groups"]["generate"]
        return dict(requirement.split("==") for requirement in group)
    except (AttributeError, KeyError, ValueError) as error:
        raise GenerationError("cannot read the pins: no group 'generate' of NAME==VERSION in pyproject.toml") from error


def _find_version(tool: str) -> str | None:
    try:
        return version(tool)
    except PackageNotFoundError:
        return None


def _require_version(tool: str, found: str | None, pinned: str | None) -> None:
    if found != pinned:
        raise GenerationError(
            f"cannot generate with {tool} {found or '(not installed)'}: pyproject.toml pins {pinned or 'none'}, "
            "and every byte depends on it. Run nox -s generate, or install the dependency group 'generate'."
        )


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    # RUFF_* would change the settings, and a forced colour the messages.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUFF_", "FORCE_COLOR"))}
    settings = {"PYTHONHASHSEED": "0", "NO_COLOR": "1", "TYPER_STANDARD_TRACEBACK": "1"}
    return subprocess.run(
        command, env=kept | settings, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def _summarise(complaint: str) -> str:
    # Some of the generator's texts print an object with its address, which differs from run to run.
    plain = re.sub(r"<\S+ object at \w+>", "(...)", complaint)
    lines = [line.partition(" [type=")[0].strip(" .:") for line in plain.splitlines() if line.strip()]
    if not lines or lines[0].startswith("Traceback"):
        return (lines or ["no reason was given"])[-1]
    # Its first line says only that there is something to say, its last asks for a bug report, between may stand JSON.
    noise = ("Error(s) ", "Warning(s) ", "If you believe", "For further", "{", "}", '"')
    return ": ".join([line for line in lines if not line.startswith(noise)][:4])[:500]
