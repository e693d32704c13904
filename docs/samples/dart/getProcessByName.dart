// getProcessByName: Find a template by its name (获取模板code).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
import 'dart:convert';
import 'dart:io';

import 'package:http/http.dart' as http;

const example = r'''
{
  "name": "Leave"
}
''';

Future<void> main() async {
  final environment = Platform.environment;
  final url = Uri.parse(environment['DINGTALK_BASE_URL']! + '/topapi/process/get_by_name').replace(
    queryParameters: {
      'access_token': environment['DINGTALK_ACCESS_TOKEN']!,
    },
  );
  final values = environment['DINGTALK_VALUES'] ?? example;
  final response = await http
      .post(
        url,
        headers: {'Content-Type': 'application/json'},
        body: values,
      )
      .timeout(const Duration(seconds: 10));
  final text = utf8.decode(response.bodyBytes);
  if (response.statusCode ~/ 100 != 2 || !isAccepted(jsonDecode(text))) {
    stderr.writeln('rejected: HTTP ${response.statusCode} $text');
    exit(1);
  }
  print(text);
}

bool isAccepted(Object? answer) =>
    answer is Map && (!answer.containsKey('errcode') || answer['errcode'] == 0);
