// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
const { DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET } = process.env;

const url = new URL(DINGTALK_BASE_URL + "/gettoken");
url.searchParams.set("appkey", DINGTALK_APPKEY);
url.searchParams.set("appsecret", DINGTALK_APPSECRET);
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (!response.ok || !isAccepted(JSON.parse(text))) {
    console.error(`rejected: HTTP ${response.status} ${text}`);
    process.exit(1);
  }
  console.log(text);
} catch (error) {
  console.error(`no answer to rely on: ${error.cause?.code ?? error.name}`);
  process.exit(1);
}

function isAccepted(answer) {
  const isObject = answer !== null && typeof answer === "object" && !Array.isArray(answer);
  return isObject && (!("errcode" in answer) || answer.errcode === 0);
}
