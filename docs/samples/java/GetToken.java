// getToken: Get the token that the other operations ask for (获取企业内部应用的access_token).
// It reads DINGTALK_BASE_URL, DINGTALK_APPKEY, DINGTALK_APPSECRET.
// It needs Java 17 and jackson-databind.
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

class GetToken {
    public static void main(String[] arguments) throws Exception {
        var environment = System.getenv();
        var query =
            "appkey=" + encode(environment.get("DINGTALK_APPKEY")) +
            "&appsecret=" + encode(environment.get("DINGTALK_APPSECRET"));
        var base = URI.create(environment.get("DINGTALK_BASE_URL"));
        var request = HttpRequest.newBuilder(base.resolve("/gettoken?" + query))
            .timeout(Duration.ofSeconds(10))
            .GET()
            .build();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2 || !isAccepted(new ObjectMapper().readTree(response.body()))) {
                System.err.println("rejected: HTTP " + response.statusCode() + " " + response.body());
                System.exit(1);
            }
            System.out.println(response.body());
        } catch (IOException error) {
            System.err.println("no answer to rely on: " + error.getClass().getSimpleName());
            System.exit(1);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static boolean isAccepted(JsonNode answer) {
        var errcode = answer.path("errcode");
        var isZero = errcode.isNumber() && errcode.decimalValue().signum() == 0;
        return answer.isObject() && (errcode.isMissingNode() || isZero);
    }
}
