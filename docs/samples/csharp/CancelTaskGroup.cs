// cancelTaskGroup: Cancel the running to-dos of to-do groups (批量取消待办).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
// It needs Newtonsoft.Json.
using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

static class CancelTaskGroup
{
    const string Example = @"{
  ""agentid"": 111,
  ""process_instance_id"": ""proc-zzz"",
  ""activity_id"": ""1111"",
  ""activity_id_list"": [
    ""1111"",
    ""2222""
  ]
}";

    static int Main()
    {
        return Call().GetAwaiter().GetResult();
    }

    static async Task<int> Call()
    {
        var values = Environment.GetEnvironmentVariable("DINGTALK_VALUES") ?? Example;
        var query = "access_token=" + Uri.EscapeDataString(Variable("DINGTALK_ACCESS_TOKEN"));
        var body = "{\"request\": " + values + "}";
        var url = Variable("DINGTALK_BASE_URL") + "/topapi/process/workrecord/taskgroup/cancel?" + query;
        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) })
        {
            var response = await client.PostAsync(url, new StringContent(body, Encoding.UTF8, "application/json"));
            var text = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode || !IsAccepted(JToken.Parse(text)))
            {
                Console.Error.WriteLine("rejected: HTTP " + (int)response.StatusCode + " " + text);
                return 1;
            }
            Console.WriteLine(text);
            return 0;
        }
    }

    static bool IsAccepted(JToken answer)
    {
        if (answer.Type != JTokenType.Object)
        {
            return false;
        }
        var errcode = answer["errcode"];
        return errcode == null || (errcode.Type == JTokenType.Integer && (long)errcode == 0);
    }

    static string Variable(string name)
    {
        return Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException(name + " is not set");
    }
}
