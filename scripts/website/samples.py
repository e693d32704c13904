"""A page for each operation with its samples as tabs, and the table that says on what each language was judged."""

import re
import textwrap

from sampling import LANGUAGES, SAMPLES

from dingtalk_contract.contract import Document
from website.clauses import summarise

_LEXERS = {"shell": "sh", "objectivec": "objective-c"}
_TITLES = {"en": "Samples", "zh": "示例代码"}
_RUN = {
    "en": (
        "The variables that each reads, and what its exit code says, are those of [`check client`](../clients.md); "
        "[what each was judged on](README.md); [the clauses](../clauses/{operation}.md)."
    ),
    "zh": (
        "各示例读取的环境变量和退出码的含义见 [`check client`](../clients.md)；"
        "[检查所用的版本与结果](README.md)；[条款](../clauses/{operation}.md)。"
    ),
}


def sample_pages(document: Document) -> dict[str, str]:
    """Return the pages of the samples by file name: the table, and one an operation, in each language."""
    table = re.sub(r"\[([^]]*)\]\([a-z]+\)", r"\1", (SAMPLES / "README.md").read_text(encoding="utf-8"))
    pages = {}
    for language, title in _TITLES.items():
        suffix = "" if language == "en" else f".{language}"
        pages[f"samples/README{suffix}.md"] = table.replace("# Samples", f"# {title}", 1)
        for operation in document.operations:
            tabs = "\n".join(_tab(each.key, each.name, each.file_name(operation.id)) for each in LANGUAGES)
            about = f"{summarise(operation, language)} {_RUN[language].format(operation=operation.id)}"
            pages[f"samples/{operation.id}{suffix}.md"] = f"# {operation.id}\n\n{about}\n\n{tabs}"
    return pages


def _tab(key: str, name: str, file: str) -> str:
    text = (SAMPLES / key / file).read_text(encoding="utf-8")
    block = f'```{{.{_LEXERS.get(key, key)} title="{file}"}}\n{text}```'
    return f'=== "{name}"\n\n{textwrap.indent(block, "    ")}\n'
