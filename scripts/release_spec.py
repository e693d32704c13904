"""Release the contract, or check that its version, its changelog and its past are as they must be."""

import argparse
import sys
from pathlib import Path

from release import ReleaseError, check_release, release
from release.checks import compare_with_last

from dingtalk_contract.diff import FORMS
from dingtalk_contract.errors import ContractToolError

_ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Do what the command line asks and give the exit code: 0 done, 1 not as it must be, 2 could not be done."""
    arguments = _read_arguments()
    try:
        return _check(arguments.root) if arguments.check else _release(arguments)
    except (ContractToolError, OSError) as error:
        print(error, file=sys.stderr)
        return 2


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Release the contract that is being worked on.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if something is left to do")
    parser.add_argument("--root", type=Path, default=_ROOT, metavar="DIR", help="the checkout")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="the date for the changelog; by default today's")
    return parser.parse_args()


def _check(root: Path) -> int:
    try:
        comparison = compare_with_last(root)
        findings = list(check_release(root, comparison))
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 2
    print("nothing is released yet; run nox -s release_spec" if comparison is None else FORMS["text"](comparison))
    for finding in findings:
        print(f"left to do: {finding.message}")
    return 1 if findings or comparison is None else 0


def _release(arguments: argparse.Namespace) -> int:
    try:
        print("\n".join(release(arguments.root, arguments.date)))
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
