// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
// It needs Newtonsoft.Json.
using System;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

static class GetToken
{
    static int Main()
    {
        return Call().GetAwaiter().GetResult();
    }

    static async Task<int> Call()
    {
        var query =
            "appkey=" + Uri.EscapeDataString(Variable("DINGTALK_APPKEY")) +
            "&appsecret=" + Uri.EscapeDataString(Variable("DINGTALK_APPSECRET"));
        var url = Variable("DINGTALK_BASE_URL") + "/gettoken?" + query;
        using (var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) })
        {
            var response = await client.GetAsync(url);
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
