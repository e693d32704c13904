"""Break the emulator's behaviours and state in many small ways, and see which of them the judge finds.

The mutants are made by Cosmic Ray's operators (negated conditions, swapped comparisons, numbers off by one …), and by
dropping single statements. Each is served by a process of its own and judged on all operations, in quick.
A survivor is printed with its change, to be told why it is equivalent or free.
"""

import ast
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import cosmic_ray.plugins
from cosmic_ray.mutating import mutate_code

ROOT = Path(__file__).resolve().parents[1]
EMULATOR = ROOT / "src" / "dingtalk_contract" / "emulator"
MUTATED = [*sorted((EMULATOR / "operations").glob("[a-z_]*.py")), EMULATOR / "_state.py"]
OPERATORS = re.compile(
    r"core/(AddNot|NumberReplacer|ReplaceAndWithOr|ReplaceOrWithAnd|ReplaceTrueWithFalse|ReplaceFalseWithTrue"
    r"|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ZeroIterationForLoop|ReplaceComparisonOperator_.*"
    r"|ReplaceUnaryOperator_Delete_Not|ReplaceBinaryOperator_(Add_Sub|Sub_Add|Mul_Add|Mod_Add|Div_Mul))"
)
SECONDS = 120
HELPERS = {"known", "make_body", "own_instance", "own_template", "todos", "secrets", "new_id"}
"""What serves no request: good bodies for whoever asks the emulator for them, and what is printed."""
WORKERS = int(os.environ.get("WORKERS", "2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change to one module."""

    path: Path
    what: str
    text: str


def mutants(path: Path) -> Iterator[Mutant]:
    """Return every mutant of what a module does with a request: its functions, but for the helpers."""
    text = path.read_text(encoding="utf-8")
    lines = {line for node in _functions(text) for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    for mutant in _all(path, text):
        changed = unified_diff(text.splitlines(), mutant.text.splitlines(), lineterm="", n=0)
        header = next(line for line in changed if line.startswith("@@"))
        if int(re.findall(r"\d+", header)[0]) in lines:
            yield mutant


def _functions(text: str) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name not in HELPERS:
            yield node


def _all(path: Path, text: str) -> Iterator[Mutant]:
    for name in cosmic_ray.plugins.operator_names():
        if OPERATORS.fullmatch(name):
            yield from _by_operator(path, text, name)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Expr | ast.Delete | ast.If) and node.col_offset:
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if not is_text:
                yield Mutant(path=path, what=f"drop line {node.lineno}", text=_without(text, node))


def _by_operator(path: Path, text: str, name: str) -> Iterator[Mutant]:
    operator = cosmic_ray.plugins.get_operator(name)()
    occurrence = 0
    while (mutated := mutate_code(text.encode(), operator, occurrence)) is not None:
        occurrence += 1
        mutated = mutated.decode() if isinstance(mutated, bytes) else mutated
        if ast.dump(ast.parse(mutated)) != ast.dump(ast.parse(text)):
            yield Mutant(path=path, what=f"{name.removeprefix('core/')} {occurrence}", text=mutated)


def _without(text: str, node: ast.stmt) -> str:
    lines = text.splitlines(keepends=True)
    passing = " " * node.col_offset + "pass\n"
    return "".join([*lines[: node.lineno - 1], passing, *lines[node.end_lineno or node.lineno :]])


def judge(mutant: Mutant) -> tuple[Mutant, list[str]]:
    """Return the clauses that a mutant breaks; one word where it cannot be judged."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
        (copy / "spec").symlink_to(ROOT / "spec")
        (copy / mutant.path.relative_to(ROOT)).write_text(mutant.text, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-P", "-m", "dingtalk_contract", "emulate", "--port", "0"]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=folder
        ) as served:
            try:
                return mutant, _judge(served, copy)
            finally:
                served.kill()


def _judge(served: "subprocess.Popen[str]", folder: Path) -> list[str]:
    assert served.stdout is not None, "it is a pipe"
    url = next((found[0] for line in served.stdout if (found := re.search(r"http://[\d.]+:\d+", line))), None)
    if url is None:
        return ["does not start"]
    options = ["--operation=all", "--profile=quick", "--settle=0.2", "--timeout=2", "--report=jsonl=run.jsonl"]
    command = [sys.executable, "-m", "dingtalk_contract", "check", "server", url, *options]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ["does not end"]
    lines = [json.loads(line) for line in (folder / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    broken = [line["clause"] for line in lines if line.get("verdict") in {"fail", "warn", "error"}]
    return broken or ([] if lines[-1]["record"] == "end" and lines[-1]["exit_code"] == 0 else ["not judged"])


def main() -> None:
    """Judge a sample of the mutants, and print what was found."""
    number, seed = (int(each) for each in (*sys.argv[1:], *("160", "0")[len(sys.argv) - 1 :]))
    everyone = [mutant for path in MUTATED for mutant in mutants(path)]
    chosen = random.Random(seed).sample(everyone, min(number, len(everyone)))  # noqa: S311 - a sample, no secret
    survivors: list[Mutant] = []
    first: Counter[str] = Counter()
    with ThreadPoolExecutor(WORKERS) as pool:
        for mutant, broken in pool.map(judge, chosen):
            if broken:
                first["an effect" if any("/effect/" in each for each in broken) else "a form"] += 1
            else:
                survivors.append(mutant)
    for mutant in survivors:
        lines = mutant.path.read_text(encoding="utf-8").splitlines()
        changed = unified_diff(lines, mutant.text.splitlines(), lineterm="", n=0)
        sys.stdout.write(f"survivor: {mutant.path.name}, {mutant.what}\n")
        sys.stdout.writelines(f"    {line}\n" for line in changed if not line.startswith(("---", "+++", "@@")))
    sys.stdout.write(
        f"{len(chosen)} of {len(everyone)} mutants, seed {seed}: {len(chosen) - len(survivors)} found "
        f"({first['an effect']} by effects, {first['a form']} by form alone), {len(survivors)} survive\n"
    )


if __name__ == "__main__":
    main()
