"""The folder that MkDocs builds: the pages as they are written, the pages made here, and what they load."""

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

from dingtalk_contract.contract import LANGUAGES, load_document
from website.clauses import clause_pages
from website.matrix import matrix_page
from website.samples import sample_pages

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_HERE = Path(__file__).parent
_SWAGGER = ("swagger-ui.css", "swagger-ui-bundle.js")
_OUTSIDE = re.compile(r"\]\(\.\./([^)#]+)(#[^)]*)?\)")
"""A link out of docs/."""
_INTO_DOCS = re.compile(r"\]\((?:docs/)?([^):]*)\)")


def assemble(folder: Path) -> Path:
    """Put all that MkDocs needs into an empty folder, and return its configuration."""
    pages = folder / "docs"
    shutil.copytree(_HERE / "pages", pages)
    shutil.copytree(_HERE / "assets", pages / "assets")
    for path in DOCS.glob("*.md"):
        (pages / path.name).write_text(_with_files(path.read_text(encoding="utf-8"), pages), encoding="utf-8")
    for name in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        (pages / name.lower()).write_text(_INTO_DOCS.sub(r"](\1)", text), encoding="utf-8")
    document = load_document()
    made = {**clause_pages(document), **sample_pages(document), **matrix_page()}
    for name, text in made.items():
        path = pages / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _copy_document(pages / "assets", document.raw)
    configuration = folder / "mkdocs.yml"
    configuration.write_text(_with_nav((_HERE / "mkdocs.yml").read_text(encoding="utf-8"), made), encoding="utf-8")
    return configuration


def _with_files(text: str, pages: Path) -> str:
    """Bring along what a page links to outside docs/."""
    for name, _ in _OUTSIDE.findall(text):
        target = pages / "files" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return _OUTSIDE.sub(r"](files/\1)", text)


def _copy_document(assets: Path, raw: Any) -> None:
    shutil.copy(ROOT / "spec" / "openapi.yaml", assets)
    # As a script, because a page that is read from a file may fetch nothing.
    (assets / "document.js").write_text(f"window.contract = {json.dumps(raw, ensure_ascii=False)};", encoding="utf-8")
    (assets / "swagger").mkdir()
    source = files("flask_swagger_ui") / "dist"
    for name in _SWAGGER:
        (assets / "swagger" / name).write_bytes((source / name).read_bytes())


def _with_nav(configuration: str, made: dict[str, str]) -> str:
    """Fill in the sections whose pages follow from the document."""
    for section in ("clauses", "samples"):
        suffixes = tuple(f".{language}.md" for language in LANGUAGES)
        names = [name for name in made if name.startswith(f"{section}/") and not name.endswith(suffixes)]
        entries = "".join(f"\n      - {name}" for name in names)
        configuration = configuration.replace(f"- {section.capitalize()}: []", f"- {section.capitalize()}:{entries}")
    return configuration
