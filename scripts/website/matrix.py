"""One table of all that nobody here wrote: targets against clauses, to be sorted by any column."""

import re
from pathlib import Path

_FULL = Path(__file__).resolve().parents[2] / "docs" / "conformance-in-full.md"
_WORDS = {
    "en": (
        "Third parties against the clauses",
        "Each cell says how many operations got which verdict; a click on a head sorts. "
        "Servers were judged by the clauses on servers, gateways by those on gateways.",
        "clause",
    ),
    "zh": (
        "第三方一览",
        "每格为各结论的接口数；点击表头排序。服务器按服务器条款检查，网关按网关条款检查。",
        "条款",
    ),
}
_CELL = re.compile(r"([a-z]+) (\d+)")


def matrix_page() -> dict[str, str]:
    """Return the page of the matrix by file name, in each language."""
    rows, targets = _read_tables(_FULL.read_text(encoding="utf-8"))
    pages = {}
    for language, (title, about, clause) in _WORDS.items():
        suffix = "" if language == "en" else f".{language}"
        table = [f"| {clause} | {' | '.join(targets)} |", "|---" * (len(targets) + 1) + "|"]
        for slug, cells in rows.items():
            shown = " | ".join(_CELL.sub(r'<span class="\1">\1 \2</span>', cells.get(target, "")) for target in targets)
            table.append(f"| {slug} | {shown} |")
        body = "\n".join(table)
        pages[f"matrix{suffix}.md"] = f'# {title}\n\n{about}\n\n<div class="sortable" markdown>\n\n{body}\n\n</div>\n'
    return pages


def _read_tables(text: str) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return the cells by clause and target, and the targets, of all tables of a page."""
    rows: dict[str, dict[str, str]] = {}
    targets: list[str] = []
    names: list[str] = []
    # Servers first, as a reader looks for them first.
    sections = sorted(text.split("\n## "), reverse=True)
    for line in "\n".join(sections).splitlines():
        if line.startswith("| clause |"):
            names = line.strip("| ").split(" | ")[1:]
            targets += names
        elif line.startswith("| `"):
            slug, *cells = (cell.strip() for cell in line[1:-1].split("|"))
            rows.setdefault(slug, {}).update(zip(names, cells, strict=True))
    return rows, targets
