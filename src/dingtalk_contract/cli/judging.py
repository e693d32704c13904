"""A run as every check ends in: the shared options read, the reports opened, the target judged, the exit code given."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import Interrupted, UsageError
from .language import chosen_language
from .operations import Named, chosen_operations, known_good
from .options import Judging, require_site

if TYPE_CHECKING:
    from ..conformance import KnownGood, Settings, Target
    from ..contract import Document


def judge(
    target: "Target",
    document: "Document",
    options: Judging,
    *,
    token: str | None = None,
    named: Named | None = None,
    **chosen: Any,
) -> None:
    """Judge a target as the options say, and exit.

    Args:
        chosen: fields of the settings that a kind of target has for itself.

    Raises:
        UsageError: an option cannot be followed.
    """
    operations = chosen_operations(document, options.operation)
    good = known_good(document, operations, token=token, named=named, values=options.values)
    report_on(target, document, options, good, **chosen)


def report_on(
    target: "Target", document: "Document", options: Judging, good: "Mapping[str, KnownGood]", **chosen: Any
) -> None:
    """Judge a target on operations whose good values are known, and exit.

    Raises:
        UsageError: an option cannot be followed.
    """
    from ..conformance import KnownFailures, Settings, load_known
    from ..contract import load_catalogue

    require_site(options.site)
    reports = _report_paths(options.report or ())
    operations = [document.operation(name) for name in good]
    fields: dict[str, Any] = {
        "known_good": good,
        "catalogue": load_catalogue(document, target.kind, operations=operations),
        "select": tuple(options.select or ()),
        "strict": options.strict,
        "seed": options.seed,
        "timeout": options.timeout,
        "rate": options.rate,
        "known": load_known(options.known, options.name) if options.known else KnownFailures(),
        "name": options.name,
        "is_recorded": bool(reports),
    }
    settings = Settings(target=target, document=document, **fields | chosen)
    _run(settings, reports, chosen_language(options.lang), options.site)


def _run(settings: "Settings", reports: "Sequence[tuple[str, Path]]", language: str, site: str) -> None:
    from ..conformance import check
    from ..conformance.reports import ReportFile
    from ..conformance.reports.console import ConsoleReport

    console = ConsoleReport(stream=sys.stdout, catalogue=settings.catalogue, language=language)
    with ExitStack() as stack:
        stack.callback(console.close)
        files = [ReportFile.open(form, path, settings.catalogue, language, site) for form, path in reports]
        for file in files:
            stack.callback(file.close)
        try:
            code = check(settings, [console, *files])
        except KeyboardInterrupt as reason:
            # Left to itself, the command line's library would end it with another exit code than 2.
            raise Interrupted from reason
    sys.exit(int(code))


def _report_paths(reports: Sequence[str]) -> list[tuple[str, Path]]:
    from ..conformance.reports import FORMATS

    paths = []
    for text in reports:
        form, _, path = text.partition("=")
        if form not in FORMATS or not path:
            raise UsageError(f"cannot use the report {text!r}: it is not FORMAT=PATH with FORMAT {', '.join(FORMATS)}.")
        paths.append((form, Path(path)))
    return paths
