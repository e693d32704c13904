// updateTasks: Complete or cancel to-dos (更新待办状态).
// It reads DINGTALK_BASE_URL and DINGTALK_ACCESS_TOKEN; DINGTALK_VALUES, where it is set, replaces the example.
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

class UpdateTasks {
    static final String EXAMPLE = """
        {
          "agentid": 111,
          "process_instance_id": "proc-zzz",
          "tasks": [
            {
              "task_id": 63266761388,
              "status": "COMPLETED",
              "result": "AGREE"
            }
          ]
        }
        """;

    public static void main(String[] arguments) throws Exception {
        var environment = System.getenv();
        var values = environment.getOrDefault("DINGTALK_VALUES", EXAMPLE);
        var body = "{\"request\": " + values + "}";
        var query = "access_token=" + encode(environment.get("DINGTALK_ACCESS_TOKEN"));
        var base = URI.create(environment.get("DINGTALK_BASE_URL"));
        var request = HttpRequest.newBuilder(base.resolve("/topapi/process/workrecord/task/update?" + query))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
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
