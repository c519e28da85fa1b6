package io.finops.rehearsal.report;

import io.finops.localstack.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The report's JSON, whose queries can be asked again, as they are printed. */
final class PrintedReport {
    private static final Pattern USD = Pattern.compile("USD (-?[\\d,]+(?:\\.\\d+)?)");

    /** What stands in the report, and the footnotes beside it. */
    record Statement(String text, List<Integer> footnotes) {
        /** Every amount in it, as it is written. */
        List<String> amounts() {
            return USD.matcher(text).results().map(found -> found.group(1)).toList();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode report;
    private final String prometheus;
    private final Map<Integer, List<Double>> answers = new HashMap<>();

    PrintedReport(Path json, String prometheus) throws IOException {
        this.report = Json.MAPPER.readTree(Files.readString(json));
        this.prometheus = prometheus;
    }

    /** Every query of Prometheus, without its instant. */
    List<String> queries() {
        List<String> queries = new ArrayList<>();
        report.path("questions")
                .forEach(question -> queries.add(question.path("query").asString("")));
        return queries;
    }

    List<Statement> headlines() {
        List<Statement> lines = new ArrayList<>();
        report.path("headlines").forEach(line -> lines.add(statement(line)));
        return lines;
    }

    /** Every cell of every table. */
    List<Statement> cells() {
        List<Statement> cells = new ArrayList<>();
        for (JsonNode section : report.path("sections")) {
            for (JsonNode table : section.path("tables")) {
                table.path("rows").forEach(row -> row.forEach(cell -> cells.add(statement(cell))));
            }
        }
        return cells;
    }

    /** Every card that has a number, with the section that it is in. */
    Map<String, JsonNode> figures() {
        Map<String, JsonNode> figures = new HashMap<>();
        for (JsonNode section : report.path("sections")) {
            for (JsonNode figure : section.path("figures")) {
                if (figure.path("value").isNumber()) {
                    figures.put(
                            section.path("id").asString("") + ": "
                                    + figure.path("label").asString(""),
                            figure);
                }
            }
        }
        return figures;
    }

    /** Whether a footnote is of the audit, and not of Prometheus. */
    boolean isOfAudit(int footnote) {
        return question(footnote).path("query").asString("").startsWith("GET ");
    }

    String query(int footnote) {
        return question(footnote).path("query").asString("");
    }

    /** All values of one that was asked for one instant; none of any other. */
    List<Double> ask(int footnote) {
        return answers.computeIfAbsent(footnote, this::asked);
    }

    /** Whether a number, as precisely as it is written, is among what the queries give, or the product of two of these. */
    boolean isFound(String written, List<Integer> footnotes) {
        double number = Double.parseDouble(written.replace(",", ""));
        int digits = written.contains(".") ? written.length() - written.indexOf('.') - 1 : 0;
        double tolerance = 0.51 * Math.pow(10, -digits);
        List<Double> values =
                footnotes.stream().flatMap(note -> ask(note).stream()).toList();
        return values.stream()
                .anyMatch(value -> Math.abs(value - number) <= tolerance
                        || values.stream().anyMatch(other -> Math.abs(value * other - number) <= tolerance));
    }

    private List<Double> asked(int footnote) {
        JsonNode question = question(footnote);
        String asked = question.path("asked").asString("");
        if (!asked.startsWith("at ")) {
            return List.of();
        }
        String address = prometheus + "/api/v1/query?time=" + asked.substring("at ".length()) + "&query="
                + URLEncoder.encode(question.path("query").asString(""), StandardCharsets.UTF_8);
        List<Double> values = new ArrayList<>();
        for (JsonNode series : get(address).path("data").path("result")) {
            values.add(Double.parseDouble(
                    series.path("value").path(1).asString("NaN").replace("Inf", "Infinity")));
        }
        return values;
    }

    private JsonNode question(int footnote) {
        return report.path("questions").path(footnote - 1);
    }

    private JsonNode get(String address) {
        try {
            return Json.MAPPER.readTree(
                    http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Statement statement(JsonNode node) {
        List<Integer> footnotes = new ArrayList<>();
        node.path("footnotes").forEach(note -> footnotes.add(note.asInt(0)));
        return new Statement(node.path("text").asString(""), footnotes);
    }
}
