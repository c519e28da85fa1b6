package io.finops.rehearsal.smoke;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The queries of the overview, as Grafana would send them. */
final class OverviewQueries {
    private static final String FILE = "grafana/dashboards/FinOps/finops-overview.json";

    private OverviewQueries() {}

    /** Panel and letter → PromQL, with Grafana's variables filled in. */
    static Map<String, String> read(Path repository) {
        try {
            Map<String, String> queries = new LinkedHashMap<>();
            JsonNode dashboard = Json.MAPPER.readTree(Files.readString(repository.resolve(FILE)));
            String shown =
                    dashboard.path("time").path("from").asString("now-1h").substring("now-".length());
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.put(
                            panel.path("title").asString("") + " "
                                    + target.path("refId").asString(""),
                            target.path("expr")
                                    .asString("")
                                    .replace("$__rate_interval", "1m")
                                    .replace("$__range", shown));
                }
            }
            return queries;
        } catch (IOException | JacksonException e) {
            throw new StackException("cannot read " + FILE + ": " + e.getMessage(), e);
        }
    }
}
