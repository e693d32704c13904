"""Pages for people: the documentation of the document, and what the emulator holds and was asked."""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from html import escape
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..exchange import JSON_MEDIA_TYPE, Answer
from ._emulator import Emulator
from ._journal import show_entries
from ._responses import plain_answer

DOCS = "/docs"
_ASSETS = {
    "/swagger-ui.css": "text/css",
    "/swagger-ui-bundle.js": "text/javascript",
    "/favicon-32x32.png": "image/png",
}
_HTML = "text/html; charset=utf-8"
_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
_DOCS_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="docs/swagger-ui.css"><link rel="icon" href="docs/favicon-32x32.png">
</head>
<body><div id="page"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body>
</html>
"""
_STATE_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Emulator</title><style>{style}</style></head>
<body>
<h1>Emulator 模拟器</h1>
<p><a href="{docs}">Documentation 接口文档</a> · <a href="/_emulator/openapi.json">Control API 控制接口</a></p>
{sections}
</body>
</html>
"""
# `scheme` and `token` are JSON texts; "<" is escaped, though no page holds them.
_START = """window.page = SwaggerUIBundle({{
  url: "docs/openapi.json", dom_id: "#page", tryItOutEnabled: true, docExpansion: "full", validatorUrl: null,
  onComplete: () => {{ if ({scheme}) window.page.preauthorizeApiKey({scheme}, {token}); }},
}});
"""
_STYLE = """body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #8884;padding:.3rem .6rem;text-align:left;
vertical-align:top}code{word-break:break-all}.RUNNING{color:#06c}.CANCELED{color:#c40}.COMPLETED{color:#080}
@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}}"""


def answer_docs(path: str, emulator: Emulator) -> Answer:
    """Answer for the documentation: its page, its script, the document, and assets of an installed package."""
    if path in {"", "/"}:
        page = _DOCS_PAGE.format(title=escape(str(emulator.document.raw["info"]["title"])))
        return _answer(page if path == "" else page.replace("docs/", ""), _HTML)
    if path == "/start.js":
        scheme, token = _token_scheme(emulator.document.raw), emulator.good_token()
        return _answer(_START.format(scheme=_script(scheme), token=_script(token)), "text/javascript")
    if path == "/openapi.json":
        return _answer(json.dumps(_local_document(emulator), ensure_ascii=False), JSON_MEDIA_TYPE)
    assets = _assets_folder()
    if path not in _ASSETS or assets is None:
        return plain_answer(HTTPStatus.NOT_FOUND)
    return _answer((assets / path[1:]).read_bytes(), _ASSETS[path])


def show_page(emulator: Emulator) -> Answer:
    """Show state and journal to a person; whatever was sent is text here."""
    sections = "".join([*_state_section(emulator), *_journal_section(emulator)])
    page = _STATE_PAGE.format(style=_STYLE, docs=DOCS, sections=sections)
    return _answer(page, _HTML)


def _state_section(emulator: Emulator) -> Iterator[str]:
    state = emulator.state
    yield f"<h2>Apps 应用</h2><table>{_heads('id', 'kind', 'key')}"
    for app in state.apps.values():
        yield _row(app.id, app.kind, app.key)
    yield f"</table><h2>Tokens 凭证</h2><table>{_heads('app', 'parameter', 'valid')}"
    for grant in state.tokens.values():
        left = None if grant.expires_at is None else max(0, round(grant.expires_at - state.clock()))
        yield _row(grant.app.id, grant.parameter, "without end" if left is None else f"{left} s more")
    yield f"</table><h2>Templates 模板</h2><table>{_heads('name', 'code', 'workflow')}"
    for template in state.templates.values():
        yield _row(template.name, template.code, "own" if template.is_own else "official")
    yield "</table><h2>Instances 实例</h2><table>"
    yield _heads("instance", "status", "group", "to-do", "user", "status")
    for instance in state.instances.values():
        first = (instance.id, instance.status)
        if not any(instance.groups.values()):
            yield _row(*first, "", "", "", "", kind=instance.status)
        for name, todos in instance.groups.items():
            for todo in todos:
                yield _row(*first, name, todo.id, todo.user, todo.status, kind=todo.status)
    yield "</table>"


def _journal_section(emulator: Emulator) -> Iterator[str]:
    yield f"<h2>Journal 请求记录</h2><p>{emulator.journal.count} requests, the last first.</p>"
    yield f"<table>{_heads('#', 'at', 'request', 'body', 'outcome', 'answer', 'broke')}"
    for entry in reversed(show_entries(list(emulator.journal)[-100:], emulator.state.secrets())):
        request = f"{entry['method']} {entry['path']}" + (f"?{entry['query']}" if entry["query"] else "")
        said = f"{entry['answer']['status']} {entry['answer']['body']}"
        broke = ", ".join([*entry["breaches"], *([f"fault: {entry['fault']}"] if entry["fault"] else [])])
        yield _row(entry["number"], entry["at"], request, entry["body"], entry["outcome"], said, broke)
    yield "</table>"


def _heads(*names: str) -> str:
    return "<tr>" + "".join(f"<th>{name}</th>" for name in names) + "</tr>"


def _row(*cells: object, kind: str = "") -> str:
    shown = "".join(f"<td><code>{escape(str(cell))}</code></td>" for cell in cells)
    return f'<tr class="{escape(kind)}">{shown}</tr>'


def _answer(body: str | bytes, media_type: str) -> Answer:
    raw = body.encode("utf-8", "replace") if isinstance(body, str) else body
    headers = (
        ("content-type", media_type),
        ("content-security-policy", _POLICY),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
    )
    return Answer(status=200, headers=headers, body=raw)


def _assets_folder() -> Path | None:
    # Found, not imported: the package would import Flask, and its files are all that is wanted of it.
    spec = find_spec("flask_swagger_ui")
    folders = spec.submodule_search_locations if spec else None
    return Path(folders[0]) / "dist" if folders else None


def _local_document(emulator: Emulator) -> Mapping[str, Any]:
    """Return the document with this emulator for its server, and with examples that it accepts at present."""
    document: dict[str, Any] = deepcopy(dict(emulator.document.raw))
    document["servers"] = [{"url": "/", "description": "This emulator (模拟器)."}]
    for operation in emulator.document.operations:
        node = document["paths"][operation.path][operation.method.lower()]
        good = emulator.good_body(operation)
        if not operation.media_type:
            for parameter in node["parameters"]:
                parameter["example"] = good.get(parameter["name"], "")
            continue
        examples = node["requestBody"]["content"][operation.media_type]["examples"]
        first = next(iter(examples))
        examples[first] = {**examples[first], "value": good}
    return document


def _token_scheme(document: Mapping[str, Any]) -> str:
    schemes = document.get("components", {}).get("securitySchemes", {})
    return next((str(name) for name, scheme in schemes.items() if scheme.get("type") == "apiKey"), "")


def _script(text: str) -> str:
    return json.dumps(text).replace("<", "\\u003c")
