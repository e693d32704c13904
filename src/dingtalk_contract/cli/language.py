"""The language of what people read."""

import os
from enum import StrEnum


class Language(StrEnum):
    """The languages that statements, hints and reports are kept in."""

    EN = "en"
    ZH = "zh"


def chosen_language(wish: Language | None) -> str:
    """Return the language asked for, or else that of the locale."""
    if wish is not None:
        return wish.value
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
