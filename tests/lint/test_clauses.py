"""The lint names each problem of the clauses and of their tests, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from dingtalk_contract.errors import ClausesError
from dingtalk_contract.lint import lint_spec

from .edits import Edit, copy_to


def first(clauses: Any) -> Any:
    """Return the first clause."""
    return clauses["clauses"][0]


def drop(clauses: Any, slug: str) -> None:
    """Take away a clause that explains no other."""
    clauses["clauses"] = [each for each in clauses["clauses"] if each.get("slug") != slug]


PROBLEMS: list[tuple[str, Edit, str, str]] = [
    ("no Chinese", lambda c: first(c)["statement"].pop("zh"), "/clauses/0/statement", '"zh" is a required'),
    ("no hint", lambda c: first(c).pop("hint"), "/clauses/0", '"hint" is a required'),
    ("no level", lambda c: first(c)["level"].clear(), "/clauses/0/level", "less than 1 property"),
    ("unknown level", lambda c: first(c)["level"].update(server="MAY"), "/clauses/0/level/server", '"MAY"'),
    ("unknown target", lambda c: first(c)["level"].update(ghost="MUST"), "/clauses/0/level", "ghost"),
    ("unknown key", lambda c: first(c).update(ghost=1), "/clauses/0", "ghost"),
    ("unfinished", lambda c: first(c)["hint"].update(en="Stop"), "/clauses/0/hint/en", "does not match"),
    ("two sentences", lambda c: first(c)["hint"].update(en="Do it. Do that."), "/clauses/0/hint/en", "does not match"),
    ("two in Chinese", lambda c: first(c)["hint"].update(zh="一。二。"), "/clauses/0/hint/zh", "does not match"),
    ("no day", lambda c: first(c)["provenance"].update(date="2022-13-45"), "/clauses/0/provenance/date", "not match"),
    ("unknown kind", lambda c: first(c)["provenance"].update(kind="x"), "/clauses/0/provenance/kind", '"x"'),
    ("sources in a list", lambda c: c.update(sources=[]), "/sources", "not of type"),
    (
        "undeclared source",
        lambda c: first(c)["provenance"].update(source="ghost"),
        "/clauses/0/provenance/source",
        "'ghost' is not declared",
    ),
    ("unknown operation", lambda c: first(c).update(operation="ghost"), "/clauses/0/operation", "'ghost'"),
    ("unknown cause", lambda c: first(c).update(consequence_of=["body/x"]), "/clauses/0/consequence_of/0", "'body/x'"),
    ("unknown causes", lambda c: first(c).update(consequence_of=["x/"]), "/clauses/0/consequence_of/0", "'x/'"),
    ("unknown deed", lambda c: first(c).update(deeds=["juggle"]), "/clauses/0", "names the deed 'juggle'"),
    ("unknown sight", lambda c: first(c).update(sight="juggle"), "/clauses/0", "names the deed 'juggle'"),
    ("no place", lambda c: c["derived"][0]["statement"].update(zh="没有。"), "/derived/0/statement/zh", "{place}"),
    ("repeated slug", lambda c: c["clauses"].insert(1, first(c)), "/clauses/1", "is not unique"),
    ("no test", lambda c: c["clauses"].insert(0, {**first(c), "slug": "ghost"}), "/clauses/0", "has no server test"),
    ("no client test", lambda c: first(c)["level"].update(client="MUST"), "/clauses/0", "has no client test"),
    ("test without clause", lambda c: drop(c, "method"), "/test_other_methods_are_not_accepted", "no server clause"),
]

TESTS: list[tuple[str, str, str, str]] = [
    ("an unknown rule", '@pytest.mark.rule("ghost")\ndef test_it(): ...', "/test_it", "proves 'ghost'"),
    ("a rule that is computed", "@pytest.mark.rule(NAME)\ndef test_it(): ...", "/test_it", "proves None"),
    ("an unknown pattern", '@pytest.mark.rule("ghost/*")\ndef test_it(): ...', "/test_it", "proves 'ghost/*'"),
    (
        "a table with an unknown rule",
        'T = {"method": 1, "ghost": 2}\n\n\n@pytest.mark.rule(*T)\ndef test_it(): ...',
        "/test_it",
        "proves 'ghost'",
    ),
    ("a table that is computed", "T = dict(a=1)\n@pytest.mark.rule(*T)\ndef test_it(): ...", "/test_it", "proves None"),
    ("a mark on a class", '@pytest.mark.rule("ghost")\nclass TestIt: ...', "/TestIt", "proves 'ghost'"),
    ("no Python", "class", "/", "the tests cannot be read"),
]


@pytest.mark.parametrize(("edit", "pointer", "words"), [pytest.param(*each[1:], id=each[0]) for each in PROBLEMS])
def test_each_problem_is_named_alone(edit: Edit, pointer: str, words: str, tmp_path: Path) -> None:
    """One problem in the clauses is one problem, named with its pointer."""
    spec = copy_to(tmp_path)

    spec.edit("clauses.yaml", edit)
    problems = spec.lint()

    assert [(problem.pointer, words in problem.message) for problem in problems] == [(pointer, True)], problems


@pytest.mark.parametrize(("text", "pointer", "words"), [pytest.param(*each[1:], id=each[0]) for each in TESTS])
def test_each_problem_of_a_test_is_named_alone(text: str, pointer: str, words: str, tmp_path: Path) -> None:
    """A proof of no clause is named with its file."""
    spec = copy_to(tmp_path)
    path = tmp_path / "contract_tests" / "server" / "test_ghost.py"

    path.write_text(text, encoding="utf-8")
    problems = spec.lint()

    assert [(problem.file, problem.pointer, words in problem.message) for problem in problems] == [
        (str(path), pointer, True)
    ]


@pytest.mark.parametrize("rule", ["maximum", "sent-enum", "answer-type"])
def test_a_keyword_whose_rule_states_nothing_is_named(rule: str, tmp_path: Path) -> None:
    """The document has a limit, and the clauses say nothing of it."""
    spec = copy_to(tmp_path)

    spec.edit("clauses.yaml", lambda c: c.update(derived=[each for each in c["derived"] if each["rule"] != rule]))
    found = [problem.message for problem in spec.lint() if problem.pointer == "/derived"]

    assert len(found) == 1
    assert found[0].startswith(f"the rule '{rule}' states nothing for a ")


def test_a_missing_module_of_tests_is_named_by_its_clauses(tmp_path: Path) -> None:
    """A suite that lacks a module is named by each clause."""
    spec = copy_to(tmp_path)

    (tmp_path / "contract_tests" / "server" / "test_spelling.py").unlink()
    messages = [problem.message for problem in spec.lint()]

    assert messages
    assert all(message.startswith("the clause 'spelling/") for message in messages), messages


@pytest.mark.parametrize("text", ["clauses: [", "schema: 1\nschema: 1\n", "- 1", ""])
def test_what_is_no_file_of_clauses_is_refused(text: str, tmp_path: Path) -> None:
    """A file that is no mapping, or has a key twice, is an error."""
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(ClausesError):
        lint_spec(clauses_path=tmp_path / "c.yaml")
