"""The HTML report: one page that needs nothing else, with each exchange foldable."""

from html import escape
from importlib.resources import files
from itertools import groupby
from urllib.parse import urlsplit

from ._pictures import draw_load
from ._record import Line, RunRecord, Translator, sanitise, title_of
from ._words import say

_VERDICTS = ("fail", "error", "warn", "known", "skip", "pass")
_OPEN = ("fail", "error", "warn")
MOST_EXCHANGES = 40
"""How many exchanges are shown of one clause: the one that shows the breach, and the first ones."""


def render_html(record: RunRecord, translator: Translator) -> str:
    """Write a run as one self-contained page without scripts; what a target said is escaped."""
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    language = translator.language
    body = "\n".join([_heading(record, translator), _summary(record, translator), *_groups(record, translator)])
    title = f"{say(language, 'title')}: {_shown(title_of(record.heading))}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _heading(record: RunRecord, translator: Translator) -> str:
    language, heading, end = translator.language, record.heading, record.end
    state = "incomplete" if end is None else ("conforms", "breaks", "unjudged")[end["exit_code"]]
    conclusion = say(language, "incomplete") if end is None else say(language, f"verdict-{end['exit_code']}")
    facts = {
        "target": title_of(heading) + (f" ({heading['target']['name']})" if "name" in heading["target"] else ""),
        "spec": f"{heading['spec']['version']} ({heading['spec']['sha256'][:12]})",
        "profile": heading["profile"],
        "seed": str(heading["seed"]),
        "started": heading["started"],
        "tool": heading["tool"],
    }
    rows = "".join(f"<div><dt>{say(language, key)}</dt><dd>{_shown(value)}</dd></div>" for key, value in facts.items())
    return (
        f'<header class="{state}"><p class="eyebrow">{say(language, "title")}</p>'
        f"<h1>{_shown(conclusion)}</h1><dl>{rows}</dl></header>"
    )


def _summary(record: RunRecord, translator: Translator) -> str:
    language = translator.language
    counts = {verdict: len(record.having(verdict)) for verdict in _VERDICTS}
    bar = "".join(
        f'<span class="{verdict}" style="flex-grow:{count}" title="{count} {say(language, verdict)}"></span>'
        for verdict, count in counts.items()
        if count
    )
    legend = "".join(
        f'<li class="{verdict}"><b>{count}</b> {say(language, verdict)}</li>' for verdict, count in counts.items()
    )
    end = record.end or {"outcomes": {}, "exchanges": len(record.exchanges), "seconds": 0.0}
    outcomes = "".join(f"<li><b>{count}</b> {say(language, name)}</li>" for name, count in end["outcomes"].items())
    exchanges = f"<li><b>{end['exchanges']}</b> {say(language, 'exchanges')}</li>"
    seconds = f"<li><b>{end['seconds']:.1f}</b> {say(language, 'seconds')}</li>"
    told = (*translator.loads(end), *translator.operations(end), *translator.effects(end))
    picture = draw_load(end["load"]["samples"], language) if "load" in end else ""
    operations = "".join(f"<li>{_shown(line)}</li>" for line in told)
    return (
        f'<section class="summary"><div class="bar">{bar}</div><ul class="legend">{legend}</ul>'
        f'<ul class="outcomes">{exchanges}{outcomes}{seconds}</ul><ul class="outcomes">{operations}</ul>{picture}'
        "</section>"
    )


def _groups(record: RunRecord, translator: Translator) -> list[str]:
    def group_of(result: Line) -> tuple[str, str]:
        operation, group = result["clause"].split("/")[:2]
        return operation, group

    sections = []
    for (operation, group), results in groupby(record.results, key=group_of):
        clauses = "\n".join(_clause(result, record, translator) for result in results)
        title = _shown(say(translator.language, f"group-{group}"))
        sections.append(f"<section><h2>{title} <small>{_shown(operation)}</small></h2>\n{clauses}</section>")
    return sections


def _clause(result: Line, record: RunRecord, translator: Translator) -> str:
    verdict, language = result["verdict"], translator.language
    opened = " open" if verdict in _OPEN else ""
    rows = "".join(
        f"<div><dt>{label}</dt><dd>{_block(text)}</dd></div>" for label, text in translator.details(result).items()
    )
    reason = translator.reason(result)
    aside = f'<span class="reason">{_shown(reason)}</span>' if reason else ""
    exchanges = record.exchanges_of(result["clause"])
    shown = [each for each in record.exchanges if each["number"] == result.get("shown_by")]
    shown += [each for each in exchanges if each not in shown][: MOST_EXCHANGES - len(shown)]
    folded = "".join(_exchange(each, language) for each in shown)
    folded += "".join(_process(each, language) for each in record.processes_of(result["clause"]))
    heading = f"<h3>{say(language, 'all-exchanges')}: {len(exchanges)}</h3>" if exchanges else ""
    heading = _program(result, record, language) + heading
    return (
        f'<details class="clause {verdict}"{opened}><summary><span class="verdict">{say(language, verdict)}</span>'
        f'{_linked(result, translator)}<span class="statement">{_shown(translator.statement(result))}</span>'
        f"{aside}</summary><dl>{rows}</dl>{heading}{folded}</details>"
    )


def _linked(result: Line, translator: Translator) -> str:
    code = f"<code>{_shown(result['clause'])}</code>"
    address = translator.address(result)
    return f'<a href="{_shown(address)}">{code}</a>' if address else code


def _program(result: Line, record: RunRecord, language: str) -> str:
    """Show the steps that led to a breach, each foldable."""
    exchanges = {each["number"]: each for each in record.exchanges}
    steps = [exchanges[number] for number in result.get("steps", ()) if number in exchanges]
    folded = "".join(_exchange(each, language, f"{index}. {_path(each)} ") for index, each in enumerate(steps, 1))
    return f"<h3>{say(language, 'program')}</h3>{folded}" if steps else ""


def _path(exchange: Line) -> str:
    return urlsplit(str(exchange["request"]["url"])).path


def _exchange(exchange: Line, language: str, step: str = "") -> str:
    request, answer = exchange["request"], exchange["answer"]
    status = f"HTTP {answer['status']}" if answer else say(language, "no-answer")
    said = _message(answer["headers"], answer["body"]) if answer else exchange["failure"]
    arrived = "".join(
        f"<h4>{say(language, 'arrived')}</h4><pre>{_lines(_asked(each))}</pre>" for each in exchange.get("arrivals", ())
    )
    return (
        f'<details class="exchange"><summary><span class="outcome {exchange["outcome"]}">'
        f"{say(language, exchange['outcome'])}</span> {_shown(step)}#{exchange['number']} "
        f"{_occasion(exchange, language)}, {status}, {exchange['seconds'] * 1000:.1f} ms</summary>"
        f"<h4>{say(language, 'request')}</h4><pre>{_lines(_asked(request))}</pre>{arrived}"
        f"<h4>{say(language, 'answer')}</h4><pre>{_lines(said)}</pre></details>"
    )


def _asked(request: Line) -> str:
    return f"{request['method']} {request['url']}\n{_message(request['headers'], request['body'] or '')}"


def _occasion(exchange: Line, language: str) -> str:
    return _shown(exchange["scenario"]) if "scenario" in exchange else say(language, exchange["purpose"])


def _process(process: Line, language: str) -> str:
    code = process["exit_code"]
    ending = say(language, "ended") if code is None else f"{say(language, 'exit-code')} {code}"
    return (
        f'<details class="exchange"><summary>{_shown(process["scenario"])}: {ending}, '
        f"{process['seconds'] * 1000:.1f} ms</summary>"
        f"<h4>{say(language, 'output')}</h4><pre>{_lines(process['output'])}</pre>"
        f"<h4>{say(language, 'errors')}</h4><pre>{_lines(process['errors'])}</pre></details>"
    )


def _message(headers: list[list[str]], body: str) -> str:
    return "\n".join([*(f"{name}: {value}" for name, value in headers), "", body])


def _block(text: str) -> str:
    return f"<pre>{_lines(text)}</pre>" if "\n" in text else _shown(text)


def _lines(text: str) -> str:
    return "\n".join(_shown(line) for line in text.split("\n"))


def _shown(text: str) -> str:
    return escape(sanitise(text))
