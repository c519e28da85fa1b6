package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody who knows Spring Boot, and the dashboards made for it, expects to find. */
class SpringConventionsTest extends ServiceTest {
    @ParameterizedTest
    @CsvSource({
        "/metrics, app_revenue_total",
        "/actuator/prometheus, app_revenue_total",
        "/actuator, \"prometheus\":{\"href\":\"/actuator/prometheus\"",
        "/actuator/health, \"components\"",
        "/actuator/info, {",
        "/health, \"status\":\"UP\"",
        "/healthz, \"status\":\"UP\"",
    })
    void answersWhereSpringsUsersLook(String path, String content) {
        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(get(path).body()).contains(content);
    }

    @Test
    void countsRequestsAsSpringDoes() {
        pay(order(100, "pm_ok_s"));
        pay("{}");
        get("/payments/pay_4711");
        get("/nowhere/at/all");
        get("/actuator/health");

        assertThat(get("/metrics").body())
                .contains(
                        series("POST", "/payments", 201, "SUCCESS"),
                        series("POST", "/payments", 400, "CLIENT_ERROR"),
                        series("GET", "/payments/{id}", 404, "CLIENT_ERROR"),
                        series("GET", "NOT_FOUND", 404, "CLIENT_ERROR"),
                        series("GET", "/actuator/health", 200, "SUCCESS"))
                .contains("http_server_requests_seconds_sum{", "http_server_requests_seconds_max{")
                .contains("logback_events_total{", "tomcat_threads_busy_threads", "hikaricp_connections_active{");
    }

    @Test
    void keepsTheLabelsOfRequestsBounded() {
        int before = requestSeries().size();
        for (int i = 0; i < 50; i++) {
            get("/payments/pay_" + i);
            get("/payments/pay_" + i + "/refunds");
            get("/path/" + i);
            send(request("/odd/" + i, KEY).method("ODD" + i, HttpRequest.BodyPublishers.noBody()));
        }
        // A payment, its refunds, a path and a method that are not there, and the page itself.
        assertThat(requestSeries())
                .hasSizeLessThanOrEqualTo(before + 5)
                .noneMatch(line -> line.contains("ODD") || line.contains("/path"));
    }

    private List<String> requestSeries() {
        return Pattern.compile("(?m)^http_server_requests_seconds_count\\{.*")
                .matcher(get("/metrics").body())
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static String series(String method, String uri, int status, String outcome) {
        return "http_server_requests_seconds_count{exception=\"none\",method=\"%s\",outcome=\"%s\",status=\"%d\",uri=\"%s\"}"
                .formatted(method, outcome, status, uri);
    }
}
