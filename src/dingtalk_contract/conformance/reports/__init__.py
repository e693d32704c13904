"""The readers of the run record: each makes one report of it."""

from ._comparison import compare_runs
from ._files import FORMATS, RENDERERS, ReportFile
from ._record import Line, RunRecord, Translator, gather, read_record, sanitise
from ._words import WORDS, say_phrase

__all__ = [
    "FORMATS",
    "RENDERERS",
    "WORDS",
    "Line",
    "ReportFile",
    "RunRecord",
    "Translator",
    "compare_runs",
    "gather",
    "read_record",
    "sanitise",
    "say_phrase",
]
