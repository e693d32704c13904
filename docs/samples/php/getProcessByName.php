<?php
// getProcessByName: Find a template by its name (获取模板code).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
$example = <<<'JSON'
{
  "name": "Leave"
}
JSON;
$values = getenv('DINGTALK_VALUES') ?: $example;
$query = http_build_query(['access_token' => getenv('DINGTALK_ACCESS_TOKEN')]);
$curl = curl_init(getenv('DINGTALK_BASE_URL') . '/topapi/process/get_by_name?' . $query);
curl_setopt_array($curl, [
    CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
    CURLOPT_POSTFIELDS => $values,
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
