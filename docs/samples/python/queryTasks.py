# queryTasks: List the to-dos of a user (查询待办列表).
# It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
import json
import os
import sys

import requests

EXAMPLE = r"""
{
  "userid": "manager8409",
  "offset": 0,
  "count": 20,
  "status": 0
}
"""

values = json.loads(os.environ.get("DINGTALK_VALUES", EXAMPLE))
url = os.environ["DINGTALK_BASE_URL"] + "/topapi/process/workrecord/task/query"
try:
    response = requests.post(
        url,
        params={"access_token": os.environ["DINGTALK_ACCESS_TOKEN"]},
        json=values,
        timeout=10,
    )
    response.raise_for_status()
    answer = response.json()
except requests.RequestException as error:
    # The text of the error would hold the URL, and with it the token.
    sys.exit(f"no answer to rely on: {type(error).__name__}")
if not isinstance(answer, dict) or answer.get("errcode", 0) != 0:
    sys.exit(f"rejected: {response.text}")
print(response.text)
