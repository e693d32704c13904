"""Expected and received in Chinese: every phrase that a finding can be made of has its words."""

import ast
import re
from pathlib import Path

import pytest

from dingtalk_contract.conformance.reports import say_phrase
from dingtalk_contract.contract import Phrase, phrase, read_yaml, take_apart

ROOT = Path(__file__).resolve().parents[2]
PHRASES = read_yaml(ROOT / "src/dingtalk_contract/conformance/reports/phrases.zh.yaml")
SOURCES = [path for folder in ("contract_tests", "src") for path in (ROOT / folder).rglob("*.py")]


def templates(path: Path) -> list[str]:
    """Return the templates of a module's phrases."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    named = (call.args[0] for call in calls if ast.unparse(call.func) == "phrase")
    return [str(each.value) for each in named if isinstance(each, ast.Constant)]


@pytest.mark.parametrize("path", [each for each in SOURCES if templates(each)], ids=lambda path: path.stem)
def test_every_template_has_chinese_words(path: Path) -> None:
    """Each template with words in it stands in the Chinese file."""
    wordless = {"accepted", "empty"}

    lacking = [each for each in templates(path) if any(map(str.isalpha, each)) and each not in {*PHRASES, *wordless}]

    assert [each for each in lacking if not each.startswith(("Content-Type", "Accept-", "{0}: HTTP"))] == []


def test_both_languages_have_the_same_values() -> None:
    """No Chinese template drops or adds a value."""
    for english, chinese in PHRASES.items():
        assert set(re.findall(r"\{\d\}", english)) == set(re.findall(r"\{\d\}", chinese))


def test_a_phrase_is_worded_with_the_phrases_within() -> None:
    """A phrase within a phrase is worded too; what has no words stays."""
    text = phrase("not accepted: {0}", phrase("{0} left out", "body"))

    words = take_apart(text, lambda each: each.replace("body", "***"))

    assert str(text) == "not accepted: body left out"
    assert say_phrase("zh", words) == "不接受：缺少 ***"
    assert say_phrase("zh", "never heard of") == "never heard of"
    assert isinstance(text, Phrase)
