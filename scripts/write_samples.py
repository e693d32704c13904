"""Write the samples of docs/samples from the document, or check that they are what a fresh run would write."""

import argparse
import sys

from sampling import SAMPLES, drop_stale_rows, render_samples, stale_rows

from dingtalk_contract.contract import load_document


def main() -> int:
    """Do what the command line asks, and return the exit code: 0 done, 1 drift."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a fresh run would differ")
    is_check = parser.parse_args().check
    samples = render_samples(load_document())
    live = {str(path.relative_to(SAMPLES)): path.read_text(encoding="utf-8") for path in SAMPLES.glob("*/*")}
    drifted = sorted(name for name in live.keys() | samples.keys() if live.get(name) != samples.get(name))
    if is_check:
        for name in drifted:
            print(f"docs/samples/{name}: differs from a fresh rendering; run nox -s samples")
        stale = stale_rows()
        for name in stale:
            print(f"docs/samples/README.md: {name} was judged on other samples; run nox -s samples")
        if not drifted and not stale:
            print("docs/samples/: no drift")
        return 1 if drifted or stale else 0
    for name in drifted:
        path = SAMPLES / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in samples:
            path.write_text(samples[name], encoding="utf-8")
        else:
            path.unlink()
    drop_stale_rows()
    print(f"docs/samples/: {len(samples)} files, {len(drifted)} of them new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
