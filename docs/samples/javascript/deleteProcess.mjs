// deleteProcess: Delete a template (删除模板).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
const { DINGTALK_BASE_URL, DINGTALK_ACCESS_TOKEN } = process.env;
// The values stay text: a number of JavaScript is exact up to 2^53 alone.
const values =
  process.env.DINGTALK_VALUES ??
  String.raw`{
    "agentid": 111,
    "process_code": "PROC-C54B2B",
    "clean_running_task": true
  }`;

const url = new URL(DINGTALK_BASE_URL + "/topapi/process/delete");
url.searchParams.set("access_token", DINGTALK_ACCESS_TOKEN);
try {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: `{"request": ${values}}`,
    signal: AbortSignal.timeout(10_000),
  });
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
