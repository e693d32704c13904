"""`report`: make any report of a run record."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from .language import Language, chosen_language
from .options import Site, require_site


class ReportFormat(StrEnum):
    """The reports that a record can become."""

    HTML = "html"
    JUNIT = "junit"
    MARKDOWN = "markdown"
    HAR = "har"


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN.jsonl", help="The record of a run.")],
    format_: Annotated[ReportFormat, typer.Option("--format", help="The form of the report.")],
    lang: Annotated[Language | None, typer.Option(help="The language; by default that of the locale.")] = None,
    site: Site = "",
    output: Annotated[Path | None, typer.Option(help="The file to write; none writes to the terminal.")] = None,
) -> None:
    """Make a report of a run record. 由检查记录生成报告。"""
    from ..conformance.reports import RENDERERS, Translator, read_record
    from ..contract import TargetKind, load_catalogue, load_document

    require_site(site)
    record = read_record(run)
    catalogue = load_catalogue(load_document(), TargetKind(record.heading["target"]["kind"]))
    translator = Translator(catalogue=catalogue, language=chosen_language(lang), seed=record.heading["seed"], site=site)
    text = RENDERERS[format_.value](record, translator)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write the report {str(output)!r}: {error.strerror}.") from error
