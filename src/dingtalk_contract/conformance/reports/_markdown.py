"""The Markdown report, for a pull request: the line of counts, each finding foldable, and the table of clauses."""

from html import escape

from ._record import Line, RunRecord, Translator, sanitise, title_of
from ._words import say

_OPEN = ("fail", "error", "warn", "known")


def render_markdown(record: RunRecord, translator: Translator) -> str:
    """Write a run as Markdown; what a target said is escaped."""
    language, heading = translator.language, record.heading
    conclusion = say(language, "incomplete") if record.end is None else translator.counts(record.end)
    lines = [
        f"## {say(language, 'title')}: {_shown(title_of(heading))}",
        "",
        f"**{conclusion}**",
        *(f"- {_shown(line)}" for line in _lines(record, translator)),
        "",
        f"{say(language, 'spec')} {heading['spec']['version']} ({heading['spec']['sha256'][:12]}), "
        f"{say(language, 'profile')} {heading['profile']}, "
        f"{say(language, 'seed')} {heading['seed']}, {heading['tool']}.",
        "",
    ]
    for result in record.having(*_OPEN):
        lines += _finding(result, translator)
    lines += ["| | |", "|---|---|"]
    lines += [f"| {say(language, result['verdict'])} | {_linked(result, translator)} |" for result in record.results]
    return "\n".join([*lines, ""])


def _linked(result: Line, translator: Translator) -> str:
    address = translator.address(result)
    return f"[`{result['clause']}`](<{address}>)" if address else f"`{result['clause']}`"


def _lines(record: RunRecord, translator: Translator) -> list[str]:
    if record.end is None:
        return []
    return [
        *translator.loads(record.end),
        *translator.operations(record.end),
        *translator.effects(record.end),
    ]


def _finding(result: Line, translator: Translator) -> list[str]:
    verdict = say(translator.language, result["verdict"])
    rows = [f"{label}: {text}" for label, text in translator.details(result).items()]
    body = "\n".join(_shown(line) for row in rows for line in row.split("\n"))
    # Inside <pre> nothing is Markdown, as long as no line is empty.
    summary = f"<summary>{verdict} <code>{_shown(result['clause'])}</code></summary>"
    return ["<details>", f"{summary}<pre>{body}</pre></details>", ""]


def _shown(text: str) -> str:
    return escape(sanitise(text)).replace("`", "&#96;").replace("@", "&#64;")
