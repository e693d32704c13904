"""Compare what a second of load brings: Locust's own fast user without any check, and ours with all of them.

Both cancel the example's groups on the same emulator, in turn, with one process and the same number of users.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

USERS, SECONDS, ROUNDS = 20, 10, 3
BARE = """
from locust import FastHttpUser, task

class Bare(FastHttpUser):
    @task
    def cancel(self):
        self.client.post(
            "/topapi/process/workrecord/taskgroup/cancel?access_token=6d1bxxxx",
            data=BODY, headers={"Content-Type": "application/json"}, name="bare",
        )
"""
BODY = {
    "request": {"agentid": 111, "process_instance_id": "proc-zzz", "activity_id": "1111", "activity_id_list": ["1111"]}
}


def bare(url: str, folder: Path) -> float:
    """Return the requests a second of Locust's fast user."""
    (folder / "bare.py").write_text(f"BODY = {json.dumps(BODY)!r}\n{BARE}", encoding="utf-8")
    words = [sys.executable, "-m", "locust", "-f", "bare.py", "--headless", "--only-summary", "--host", url]
    words += ["-u", str(USERS), "-r", str(USERS), "-t", f"{SECONDS}s", "--csv", "bare", "--loglevel", "ERROR"]
    subprocess.run(words, cwd=folder, capture_output=True, check=True)
    with (folder / "bare_stats.csv").open(encoding="utf-8") as file:
        return next(float(row["Requests/s"]) for row in csv.DictReader(file) if row["Name"] == "bare")


def ours(url: str, folder: Path) -> float:
    """Return the judged requests a second of ours."""
    words = [sys.executable, "-m", "dingtalk_contract", "load", url, "--users", str(USERS), "--spawn-rate", str(USERS)]
    words += ["--run-time", str(SECONDS), "--report", "jsonl=run.jsonl"]
    subprocess.run(words, cwd=folder, capture_output=True, check=True)
    end = json.loads((folder / "run.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    return float(sum(each["rate"] for each in end["load"]["operations"].values()))


def main() -> None:
    """Measure both in turn, and print the ratio of the medians."""
    command = [sys.executable, "-m", "dingtalk_contract", "emulate", "--port", "0"]
    rates: dict[str, list[float]] = {"Locust alone": [], "judged": []}
    with (
        tempfile.TemporaryDirectory() as name,
        subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as served,
    ):
        assert served.stderr is not None, "it is a pipe"
        url = next(found[0] for line in served.stderr if (found := re.search(r"http://[\d.]+:\d+", line)))
        for _ in range(ROUNDS):
            rates["Locust alone"].append(bare(url, Path(name)))
            rates["judged"].append(ours(url, Path(name)))
        served.terminate()
    for name, values in rates.items():
        sys.stdout.write(f"{name}: {', '.join(f'{each:.0f}' for each in values)} requests/s\n")
    sys.stdout.write(f"ratio of medians: {median(rates['judged']) / median(rates['Locust alone']):.2f}\n")


if __name__ == "__main__":
    main()
