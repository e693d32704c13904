"""
The words of the reports in each language; what a clause says stands with the clause.
"""

from collections.abc import Mapping

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
    },
}


def say(language: str, key: str) -> str:
    """
    Give one word of the reports.
    """
    return WORDS[language][key]
