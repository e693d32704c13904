"""The page of benchmarks, on which each program writes sections of its own."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"


def write_section(text: str) -> None:
    """Put a section, headed by `## `, in the place of the one with its heading, or at the end of the page."""
    heading = text.partition("\n")[0]
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    first, *sections = page.rstrip("\n").split("\n## ")
    titles = [section.partition("\n")[0] for section in sections]
    title, body = heading.removeprefix("## "), text.removeprefix("## ").rstrip("\n") + "\n"
    if title in titles:
        sections[titles.index(title)] = body
    else:
        sections.append(body)
    parts = [first.rstrip("\n"), *(f"## {section.rstrip()}" for section in sections)]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
