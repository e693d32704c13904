# getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
# It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
import os
import sys

import requests

query = {
    "appkey": os.environ["DINGTALK_APPKEY"],
    "appsecret": os.environ["DINGTALK_APPSECRET"],
}
url = os.environ["DINGTALK_BASE_URL"] + "/gettoken"
try:
    response = requests.get(url, params=query, timeout=10)
    response.raise_for_status()
    answer = response.json()
except requests.RequestException as error:
    # The text of the error would hold the URL, and with it the secret.
    sys.exit(f"no answer to rely on: {type(error).__name__}")
if not isinstance(answer, dict) or answer.get("errcode", 0) != 0:
    sys.exit(f"rejected: {response.text}")
print(response.text)
