"""The words of the reports in each language; what a clause says stands with the clause."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ...contract import read_yaml
from .._verdicts import SkipReason

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "pass": "pass",
        "fail": "fail",
        "warn": "warn",
        "skip": "skip",
        "error": "error",
        "known": "known",
        "accepted": "accepted",
        "rejected": "rejected",
        "throttled": "throttled",
        "malformed": "malformed",
        "broken": "broken",
        "exchanges": "exchanges",
        "seconds": "s",
        "Expected": "Expected",
        "Received": "Received",
        "Clause": "Clause",
        "Reason": "Reason",
        "Reproduce": "Reproduce",
        "Hint": "Hint",
        "verdict-0": "conforms",
        "verdict-1": "does not conform",
        "verdict-2": "could not be judged",
        "on": "on",
        "judging": "judging",
        "incomplete": "incomplete: the record has no end, so nothing is concluded",
        "poisoned": "A refused request left something behind.",
        "shrunk": "This is the smallest request found; --seed {seed} finds it again.",
        "title": "Conformance report",
        "target": "Target",
        "profile": "Profile",
        "seed": "Seed",
        "started": "Started",
        "spec": "Contract",
        "tool": "Tool",
        "all-exchanges": "Exchanges made for this clause",
        "control": "control",
        "valid": "valid request",
        "negative": "forbidden request",
        "request": "Request",
        "arrived": "What arrived behind the gateway",
        "answer": "Answer",
        "no-answer": "no complete answer",
        "exit-code": "exit code",
        "ended": "ended, being late",
        "output": "Output",
        "errors": "Errors",
        "consequence": SkipReason.CONSEQUENCE,
        "group-control": "The control",
        "group-method": "The method",
        "group-token": "The token",
        "group-body": "The body",
        "group-valid-requests": "Valid requests",
        "group-envelope": "The envelope",
        "group-sent": "The fields sent",
        "group-text": "Texts",
        "group-conclusion": "Conclusions",
        "group-delivery": "Delivery",
        "group-answer": "The answers",
        "not-accepted": SkipReason.NOT_ACCEPTED,
        "not-repeatable": SkipReason.NOT_REPEATABLE,
        "not-arranged": SkipReason.NOT_ARRANGED,
        "nothing-own": SkipReason.NOTHING_OWN,
        "group-effect": "Effects",
        "seen": "effects judged, by what shows them",
        "program": "The program that shows it, step by step",
        "unseen": SkipReason.UNSEEN,
        "unaccepted-sight": SkipReason.UNACCEPTED_SIGHT,
        "unclear": SkipReason.UNCLEAR,
        "endless": SkipReason.ENDLESS,
        "one-user": SkipReason.ONE_USER,
        "made": "made on the target",
        "left": "left there",
        "shown": SkipReason.SHOWN,
        "with-rate": SkipReason.RATE,
        "live": SkipReason.LIVE,
    },
    "zh": {
        "pass": "通过",
        "fail": "失败",
        "warn": "警告",
        "skip": "跳过",
        "error": "出错",
        "known": "已知",
        "accepted": "接受",
        "rejected": "拒绝",
        "throttled": "限流",
        "malformed": "格式错误",
        "broken": "中断",
        "exchanges": "次交互",
        "seconds": "秒",
        "Expected": "预期",
        "Received": "实际",
        "Clause": "条款",
        "Reason": "原因",
        "Reproduce": "复现",
        "Hint": "提示",
        "verdict-0": "符合契约",
        "verdict-1": "不符合契约",
        "verdict-2": "无法判定",
        "on": "于",
        "judging": "正在检查",
        "incomplete": "不完整：记录没有结束行，因此不下结论",
        "poisoned": "被拒绝的请求留下了影响。",
        "shrunk": "这是找到的最小请求；用 --seed {seed} 可再次找到。",
        "title": "契约检查报告",
        "target": "目标",
        "profile": "档位",
        "seed": "随机种子",
        "started": "开始时间",
        "spec": "契约",
        "tool": "工具",
        "all-exchanges": "为该条款进行的交互",
        "control": "对照请求",
        "valid": "合法请求",
        "negative": "违规请求",
        "request": "请求",
        "arrived": "网关后面到达的请求",
        "answer": "回答",
        "no-answer": "没有完整的回答",
        "exit-code": "退出码",
        "ended": "超时被终止",
        "output": "输出",
        "errors": "错误输出",
        "consequence": "原因见条款",
        "group-control": "对照请求",
        "group-method": "请求方法",
        "group-token": "access_token",
        "group-body": "请求体",
        "group-valid-requests": "合法请求",
        "group-envelope": "请求外层",
        "group-sent": "发送的字段",
        "group-text": "文本",
        "group-conclusion": "结论",
        "group-delivery": "发送次数",
        "group-answer": "回答",
        "not-accepted": "对照请求未被接受",
        "not-repeatable": "对照请求不可重复",
        "not-arranged": "所需数据未能由该操作准备",
        "nothing-own": "没有可删除的自有数据：请同时选择创建它的接口，或用 --values 指明",
        "group-effect": "效果",
        "seen": "已判定的效果（按显示结果的接口）",
        "program": "逐步重现的程序",
        "unseen": "未选择可以看到结果的接口",
        "unaccepted-sight": "看不到结果：不被接受或格式不符的接口是",
        "unclear": "看不到结果：既未接受也未拒绝的接口是",
        "endless": "看不到结果：列表过长的接口是",
        "one-user": "只有一个用户时不检查：请指定两个",
        "made": "在目标上创建",
        "left": "仍留在目标上",
        "shown": "自身的用例已经表明",
        "with-rate": "使用 --rate 时不检查：这些请求同时发送",
        "live": "不对真实服务检查",
    },
}

_REASONS = {
    SkipReason.NOT_ACCEPTED: "not-accepted",
    SkipReason.NOT_REPEATABLE: "not-repeatable",
    SkipReason.NOT_ARRANGED: "not-arranged",
    SkipReason.NOTHING_OWN: "nothing-own",
    SkipReason.CONSEQUENCE: "consequence",
    SkipReason.SHOWN: "shown",
    SkipReason.RATE: "with-rate",
    SkipReason.LIVE: "live",
    SkipReason.UNSEEN: "unseen",
    SkipReason.UNACCEPTED_SIGHT: "unaccepted-sight",
    SkipReason.UNCLEAR: "unclear",
    SkipReason.ENDLESS: "endless",
    SkipReason.ONE_USER: "one-user",
}


def say(language: str, key: str) -> str:
    """Return one word of the reports; a group that has no word of its own is called by its name."""
    return WORDS[language].get(key, key.removeprefix("group-"))


def say_reason(language: str, reason: str) -> str:
    """Return the reason of a skip in a language, as far as there are words for it."""
    for english, key in _REASONS.items():
        if reason.startswith(english):
            return say(language, key) + reason.removeprefix(english)
    return reason


def say_phrase(language: str, words: Any) -> str:
    """Return a phrase of the record, a template with its values, in a language; in English where it has no words."""
    template, *values = words if isinstance(words, list) else [words]
    worded = _phrases(language).get(template, template)
    return worded.format(*(say_phrase(language, value) for value in values)) if isinstance(words, list) else worded


@cache
def _phrases(language: str) -> Mapping[str, str]:
    path = Path(__file__).with_name(f"phrases.{language}.yaml")
    return {**WORDS[language], **read_yaml(path)} if path.exists() else {}
