"""Judge the samples of docs/samples as clients, in every language whose tools are here, and say so in their page."""

import argparse
import sys

from sampling import LANGUAGES, judge_language, write_page

from dingtalk_contract.contract import load_document


def main() -> int:
    """Judge the languages that are named, and return the exit code: 0 all keep every clause, 1 one does not."""
    parser = argparse.ArgumentParser(description=__doc__)
    keys = [language.key for language in LANGUAGES]
    parser.add_argument("language", nargs="*", metavar="LANGUAGE", help=f"one of {', '.join(keys)}; all by default")
    wanted = parser.parse_args().language or keys
    unknown = sorted(set(wanted) - set(keys))
    if unknown:
        parser.error(f"no language {', '.join(unknown)}: there are {', '.join(keys)}")
    operations = [operation.id for operation in load_document().operations]
    is_right = True
    for language in LANGUAGES:
        if language.key in wanted:
            files = {name: f"{language.key}/{language.file_name(name)}" for name in operations}
            row, conforms = judge_language(language, files)
            is_right &= conforms
            write_page({language.name: row})
            print(row)
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
