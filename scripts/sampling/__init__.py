"""The samples of docs/samples: rendered from the document, one a language and operation, and judged as clients."""

from sampling.judging import drop_stale_rows, judge_language, stale_rows, write_page
from sampling.languages import LANGUAGES, Language
from sampling.rendering import SAMPLES, render_samples

__all__ = [
    "LANGUAGES",
    "SAMPLES",
    "Language",
    "drop_stale_rows",
    "judge_language",
    "render_samples",
    "stale_rows",
    "write_page",
]
