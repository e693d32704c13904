"""A page for each operation with its clauses, each at an address that reports link to."""

import re

from dingtalk_contract.contract import Clause, Document, Operation, TargetKind, clause_address, load_catalogue

_WORDS = {
    "en": {
        "title": "The clauses",
        "about": (
            "MUST: the page says it, or it follows; broken, it fails. "
            "SHOULD: said beyond the page, or implied by it; broken, it warns."
        ),
        "operation": "operation",
        "head": "clause | level | statement, and what to look at | provenance",
        "server": "A server",
        "gateway": "A gateway",
        "client": "A client",
        "load": "Under load",
    },
    "zh": {
        "title": "条款",
        "about": "MUST：页面写明或由此推出，违反即失败。SHOULD：页面之外的说法或隐含之意，违反即警告。",
        "operation": "接口",
        "head": "条款 | 级别 | 内容与提示 | 来源",
        "server": "服务器",
        "gateway": "网关",
        "client": "客户端",
        "load": "压力之下",
    },
}


def clause_pages(document: Document) -> dict[str, str]:
    """Return the pages of the clauses by file name: an index, and one an operation, in each language."""
    pages = {}
    catalogues = {kind: load_catalogue(document, kind, operations=document.operations) for kind in TargetKind}
    for language, words in _WORDS.items():
        suffix = "" if language == "en" else f".{language}"
        rows = []
        for operation in document.operations:
            tables, numbers = [], []
            for kind, catalogue in catalogues.items():
                clauses = [clause for clause in catalogue if clause.operation_id == operation.id]
                numbers.append(str(len(clauses)))
                if clauses:
                    tables.append(_table(kind, clauses, words, language))
            about = f"{summarise(operation, language)} `{operation.method} {operation.path}`"
            heading = f"# {operation.id}\n\n{about}"
            pages[f"clauses/{operation.id}{suffix}.md"] = "\n\n".join([heading, words["about"], *tables, ""])
            rows.append(f"| [{operation.id}]({operation.id}.md) | {' | '.join(numbers)} |")
        kinds = " | ".join(words[kind.value] for kind in TargetKind)
        index = f"| {words['operation']} | {kinds} |\n{'|---' * (len(TargetKind) + 1)}|\n" + "\n".join(rows)
        pages[f"clauses/index{suffix}.md"] = f"# {words['title']}\n\n{words['about']}\n\n{index}\n"
    # The index comes first in the navigation.
    return dict(sorted(pages.items(), key=lambda page: "index" not in page[0]))


def summarise(operation: Operation, language: str) -> str:
    """Return the summary of an operation, of which the Chinese is what stands in brackets."""
    chinese = re.search(r"\((.*)\)", operation.summary)
    return f"{chinese[1]}。" if chinese and language == "zh" else operation.summary


def _table(kind: TargetKind, clauses: list[Clause], words: dict[str, str], language: str) -> str:
    rows = [f"## {words[kind.value]}", "", f"| {words['head']} |", "|---|---|---|---|"]
    for clause in clauses:
        provenance = clause.provenance
        source = f"{provenance.kind}, {provenance.source}, {provenance.date}"
        said = f"{clause.statements[language]}<br><small>{clause.hints[language]}</small>"
        anchor = clause_address(clause.id, kind, language).partition("#")[2]
        slug = clause.id.partition("/")[2]
        rows.append(f'| <a id="{anchor}" href="#{anchor}">`{slug}`</a> | {clause.level} | {said} | {source} |')
    return "\n".join(rows)
