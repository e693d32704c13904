"""Regenerate the client from the document, or check that it is what a fresh run would write."""

import argparse
import sys
from pathlib import Path

from regeneration import ROOT, GenerationError, find_drift, regenerate

_SPEC = ROOT / "spec" / "openapi.yaml"
_OUTPUT = ROOT / "generated"


def main() -> int:
    """Do what the command line asks, and return the exit code: 0 done, 1 drift, 2 could not be done."""
    arguments = _read_arguments()
    try:
        return _check(arguments) if arguments.check else _generate(arguments)
    except GenerationError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"cannot generate the client: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("cannot generate the client: interrupted", file=sys.stderr)
    return 2


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Regenerate the client from the OpenAPI document, as a whole.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a fresh run would differ")
    parser.add_argument("--spec", type=Path, default=_SPEC, metavar="FILE", help="the document")
    parser.add_argument("--output", type=Path, default=_OUTPUT, metavar="DIR", help="the generated tree")
    return parser.parse_args()


def _generate(arguments: argparse.Namespace) -> int:
    written = regenerate(arguments.spec, arguments.output)
    print(f"{arguments.output.name}/: {written} files written")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    drift = find_drift(arguments.spec, arguments.output)
    for name, difference in drift.items():
        print(f"{arguments.output.name}/{name}: {difference}")
    if drift:
        print(f"{arguments.output.name}/: {len(drift)} files drifted; run nox -s generate")
        return 1
    print(f"{arguments.output.name}/: no drift")
    return 0


if __name__ == "__main__":
    sys.exit(main())
