package io.finops.rehearsal.dashboards;

import io.finops.localstack.Json;
import io.finops.localstack.layout.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A dashboard as it stands in its file. */
public record Dashboard(Path file, JsonNode json) {

    /** Every dashboard that is always there, in a stable order. */
    public static List<Dashboard> all() {
        return under("grafana/dashboards");
    }

    /** Also those that are there only with an optional part. */
    static List<Dashboard> withOptional() {
        return under("grafana");
    }

    private static List<Dashboard> under(String folder) {
        try (Stream<Path> files = Files.walk(Checkout.root().resolve(folder))) {
            List<Dashboard> dashboards = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().contains("/grammars/"))
                    .sorted()
                    .toList()) {
                dashboards.add(new Dashboard(file, Json.MAPPER.readTree(Files.readString(file))));
            }
            return dashboards;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the dashboards", e);
        }
    }

    public String uid() {
        return json.path("uid").asString();
    }

    /** All panels, rows and texts included. */
    List<JsonNode> panels() {
        return json.path("panels").valueStream().toList();
    }

    /** What stands above the panels that show data. */
    public List<String> titles() {
        return dataPanels().stream()
                .map(panel -> panel.path("title").asString())
                .toList();
    }

    /** The panels that show data. */
    List<JsonNode> dataPanels() {
        return panels().stream()
                .filter(panel -> !List.of("row", "text").contains(type(panel)))
                .toList();
    }

    static String type(JsonNode panel) {
        return panel.path("type").asString();
    }

    List<JsonNode> variables() {
        return json.path("templating").path("list").valueStream().toList();
    }

    /** The queries of panels, annotations and variables that go to Prometheus. */
    public List<Query> prometheusQueries() {
        return queries().stream()
                .filter(query -> query.datasource().equals("${datasource}"))
                .toList();
    }

    private List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : dataPanels()) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(query(panel.path("title"), target, "expr"));
            }
        }
        for (JsonNode annotation : json.path("annotations").path("list")) {
            queries.add(query(annotation.path("name"), annotation, "expr").as("annotation "));
        }
        for (JsonNode variable : variables()) {
            if (variable.path("type").asString().equals("query")) {
                queries.add(query(variable.path("name"), variable, "definition").as("variable "));
            }
        }
        return queries;
    }

    private static Query query(JsonNode name, JsonNode target, String expression) {
        return new Query(
                name.asString(),
                target.path("refId").asString(""),
                target.path(expression).asString(""),
                target.path("datasource").path("uid").asString(""),
                target.path("instant").asBoolean(false));
    }

    @Override
    public String toString() {
        return uid();
    }

    /**
     * One expression, and where it stands.
     *
     * @param where the panel's title, or the name of the variable or annotation behind that word
     * @param refId Grafana's letter of the query; empty where there is only one
     * @param instant asked for one moment, not for the time range that is shown
     */
    public record Query(String where, String refId, String expression, String datasource, boolean instant) {
        private Query as(String kind) {
            return new Query(kind + where, refId, expression, datasource, instant);
        }

        /** Where it stands among the dashboard's queries, for messages and lists. */
        public String name() {
            return refId.isEmpty() ? where : where + " " + refId;
        }
    }
}
