package io.finops.localstack.dashboards;

import io.finops.localstack.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A dashboard as it stands in its file. */
record Dashboard(Path file, JsonNode json) {

    /** Every dashboard of the repository, in a stable order. */
    static List<Dashboard> all() {
        try (Stream<Path> files = Files.walk(Repository.folder("grafana/dashboards"))) {
            List<Dashboard> dashboards = new ArrayList<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                dashboards.add(new Dashboard(file, Json.MAPPER.readTree(Files.readString(file))));
            }
            return dashboards;
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the dashboards", e);
        }
    }

    String uid() {
        return json.path("uid").asString();
    }

    /** All panels, rows and texts included. */
    List<JsonNode> panels() {
        return json.path("panels").valueStream().toList();
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
    List<Query> prometheusQueries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : dataPanels()) {
            for (JsonNode target : panel.path("targets")) {
                queries.add(query(panel.path("title").asString(), target.path("expr"), target.path("datasource")));
            }
        }
        for (JsonNode annotation : json.path("annotations").path("list")) {
            queries.add(query(
                    "annotation " + annotation.path("name").asString(),
                    annotation.path("expr"),
                    annotation.path("datasource")));
        }
        for (JsonNode variable : variables()) {
            if (variable.path("type").asString().equals("query")) {
                queries.add(query(
                        "variable " + variable.path("name").asString(),
                        variable.path("definition"),
                        variable.path("datasource")));
            }
        }
        return queries.stream()
                .filter(query -> query.datasource().equals("${datasource}"))
                .toList();
    }

    private static Query query(String where, JsonNode expression, JsonNode datasource) {
        return new Query(where, expression.asString(""), datasource.path("uid").asString(""));
    }

    @Override
    public String toString() {
        return uid();
    }

    /** One expression, and where it stands. */
    record Query(String where, String expression, String datasource) {}
}
