# saveProcess: Create or update a template (创建或更新审批模板).
# It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
import json
import os
import sys

import requests

EXAMPLE = r"""
{
  "agentid": 111,
  "process_code": "PROC-C54B2B",
  "name": "Leave",
  "description": "Leave of absence",
  "form_component_list": [
    {
      "component_name": "TextField",
      "props": {
        "id": "TextField-J78F056R",
        "label": "From",
        "required": true
      }
    }
  ],
  "fake_mode": true
}
"""

values = json.loads(os.environ.get("DINGTALK_VALUES", EXAMPLE))
url = os.environ["DINGTALK_BASE_URL"] + "/topapi/process/save"
try:
    response = requests.post(
        url,
        params={"access_token": os.environ["DINGTALK_ACCESS_TOKEN"]},
        json={"saveProcessRequest": values},
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
