"""
A run as every check ends in: the reports opened, the target judged, the exit code given.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Interrupted, UsageError

if TYPE_CHECKING:
    from ..conformance import Settings


def judge(settings: "Settings", reports: "list[tuple[str, Path]]", language: str) -> None:
    """
    Judge a target as its settings say, and exit.
    """
    from rich.console import Console

    from ..conformance import check as run
    from ..conformance.reports import ReportFile
    from ..conformance.reports.console import ConsoleReport

    console = ConsoleReport(console=Console(highlight=False), catalogue=settings.catalogue, language=language)
    with ExitStack() as stack:
        stack.callback(console.close)
        files = [ReportFile.open(form, path, settings.catalogue, language) for form, path in reports]
        for file in files:
            stack.callback(file.close)
        try:
            code = run(settings, [console, *files])
        except KeyboardInterrupt as reason:
            # Left to itself, the command line's library would end it with another exit code than 2.
            raise Interrupted from reason
    sys.exit(int(code))


def report_paths(reports: Sequence[str]) -> list[tuple[str, Path]]:
    """
    Read what --report was given: forms and paths.
    """
    from ..conformance.reports import FORMATS

    paths = []
    for text in reports:
        form, _, path = text.partition("=")
        if form not in FORMATS or not path:
            raise UsageError(f"cannot use the report {text!r}: it is not FORMAT=PATH with FORMAT {', '.join(FORMATS)}.")
        paths.append((form, Path(path)))
    return paths
