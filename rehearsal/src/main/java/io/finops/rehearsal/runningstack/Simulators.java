package io.finops.rehearsal.runningstack;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The stand-ins for the card gateway and AWS, and the switches of their faults. */
public final class Simulators {
    private static final String OURS = "finops-observability";

    private final HttpJson http;
    private final String url;

    Simulators(HttpJson http, String url) {
        this.http = http;
        this.url = url;
    }

    /** Whether what answers at this address says that it is our simulator. */
    static boolean isOurs(HttpJson http, String url) {
        try {
            return http.get(url + "/simulator", Map.of())
                    .path("simulator")
                    .asString("")
                    .equals(OURS);
        } catch (StackException e) {
            return false;
        }
    }

    /** Switches a fault on, with parameters as {@code GET /faults} describes them. */
    public void inject(String fault, Map<String, Object> parameters) {
        String body = parameters.isEmpty() ? "" : Json.MAPPER.writeValueAsString(parameters);
        expectSuccess("PUT", "/faults/" + fault, body);
    }

    public void heal(String fault) {
        expectSuccess("DELETE", "/faults/" + fault, "");
    }

    /** What the gateway says that it has charged and refunded, per currency. */
    public JsonNode gatewayTotals() {
        return http.get(url + "/gateway/totals", Map.of());
    }

    private void expectSuccess(String method, String path, String body) {
        HttpJson.Answer answer = http.send(method, url + path, body, Map.of());
        if (answer.status() / 100 != 2) {
            throw new StackException(method + " " + url + path + " answers " + answer.status() + ": " + answer.body());
        }
    }
}
