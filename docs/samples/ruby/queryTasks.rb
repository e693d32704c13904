# queryTasks: List the to-dos of a user (查询待办列表).
# It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
require 'json'
require 'net/http'

EXAMPLE = <<~'JSON'
  {
    "userid": "manager8409",
    "offset": 0,
    "count": 20,
    "status": 0
  }
JSON

values = JSON.parse(ENV.fetch('DINGTALK_VALUES', EXAMPLE))
query = { access_token: ENV.fetch('DINGTALK_ACCESS_TOKEN') }
uri = URI(ENV.fetch('DINGTALK_BASE_URL') + '/topapi/process/workrecord/task/query')
uri.query = URI.encode_www_form(query)
request = Net::HTTP::Post.new(uri, 'Content-Type' => 'application/json')
request.body = JSON.generate(values)

http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = uri.scheme == 'https'
http.open_timeout = http.read_timeout = 10
http.max_retries = 0
begin
  response = http.request(request)
rescue SystemCallError, SocketError, IOError, Timeout::Error, OpenSSL::SSL::SSLError, Net::ProtocolError => error
  abort "no answer to rely on: #{error.class}"
end
abort "rejected: HTTP #{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

answer =
  begin
    JSON.parse(response.body)
  rescue JSON::ParserError
    nil
  end
abort "rejected: #{response.body}" unless answer.is_a?(Hash) && answer.fetch('errcode', 0) == 0
puts response.body
