<?php
// updateInstances: Complete or terminate instances (批量更新实例状态).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
$example = <<<'JSON'
{
  "agentid": 111,
  "instances": [
    {
      "process_instance_id": "proc-zzz",
      "status": "COMPLETED",
      "result": "agree"
    },
    {
      "process_instance_id": "proc-yyy",
      "status": "TERMINATED",
      "result": "refuse"
    }
  ]
}
JSON;
$values = getenv('DINGTALK_VALUES') ?: $example;
$query = http_build_query(['access_token' => getenv('DINGTALK_ACCESS_TOKEN')]);
$curl = curl_init(getenv('DINGTALK_BASE_URL') . '/topapi/process/workrecord/batchupdate?' . $query);
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    CURLOPT_POSTFIELDS => "{\"request\": $values}",
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_FAILONERROR => true,
    CURLOPT_TIMEOUT => 10,
]);
$text = curl_exec($curl);
if ($text === false) {
    fwrite(STDERR, 'no answer to rely on: ' . curl_error($curl) . "\n");
    exit(1);
}
$answer = json_decode($text);
if (!$answer instanceof stdClass || (property_exists($answer, 'errcode') && $answer->errcode !== 0)) {
    fwrite(STDERR, "rejected: $text\n");
    exit(1);
}
echo $text, "\n";
