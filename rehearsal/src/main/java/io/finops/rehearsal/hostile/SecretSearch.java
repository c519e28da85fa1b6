package io.finops.rehearsal.hostile;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Looks for what clients sent in everything that the stack keeps: log files, Loki, the audit trail, and Tempo's spans. */
public record SecretSearch(HttpJson http, String secret, Instant since) {
    private static final int TRACES = 300;

    /** The places in which it is. */
    public List<String> places(StackAccess stack) {
        // With Compose there are no log files of ours; what Loki has is the same.
        List<String> places = new ArrayList<>(files(stack.home().root().resolve("logs")));
        if (stack.has("loki") && inLoki(stack.url("loki"))) {
            places.add("Loki");
        }
        if (stack.audit().since(since).stream()
                .anyMatch(alert -> alert.toString().contains(secret))) {
            places.add("the audit trail");
        }
        if (stack.has("tempo")) {
            places.addAll(spans(stack.url("tempo")));
        }
        return places;
    }

    List<String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(this::isIn)
                    .map(file -> String.valueOf(file.getFileName()))
                    .toList();
        } catch (IOException e) {
            throw new StackException("cannot read the logs in " + folder + ": " + e, e);
        }
    }

    private boolean isIn(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains(secret));
        } catch (IOException e) {
            throw new StackException("cannot read " + file + ": " + e, e);
        }
    }

    private boolean inLoki(String loki) {
        String query = "/loki/api/v1/query_range?since=15m&query=" + encode("{service=~\".+\"} |= \"" + secret + "\"");
        return !http.get(loki + query, Map.of()).path("data").path("result").isEmpty();
    }

    /** The traces of the payments service that have it, of the newest since then; the newest half minute cannot be searched yet. Tempo refuses an end that is not after the start. */
    List<String> spans(String tempo) {
        String query = "/api/search?limit=" + TRACES + "&start=" + since.getEpochSecond() + "&end="
                + Instant.now().plusSeconds(1).getEpochSecond() + "&q="
                + encode("{resource.service.name=\"payments-service\"}");
        List<String> found = new ArrayList<>();
        for (JsonNode trace : http.get(tempo + query, Map.of()).path("traces")) {
            String id = trace.path("traceID").asString("");
            // The search leaves out leading zeros, and the other address wants them.
            String url = tempo + "/api/v2/traces/" + "0".repeat(Math.max(0, 32 - id.length())) + id;
            if (http.get(url, Map.of()).toString().contains(secret)) {
                found.add("trace " + id);
            }
        }
        return found;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
