package io.finops.localstack.plan;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.supervisor.Component;
import io.finops.localstack.supervisor.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grafana Alloy in its two parts: between everybody's spans and Tempo, and in Promtail's place with Promtail's own file. */
record Alloy(StackHome home, Ports ports, Path program) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):-([^}]*)}");

    /** Takes the spans at the documented port, and chooses by how their traces ended which ones Tempo gets. */
    Component collector() {
        return run(
                        "alloy",
                        home.repository().resolve("alloy/config.alloy").toString(),
                        "--server.http.listen-addr=" + ports.address("alloy"))
                .with(Map.of(
                        "ALLOY_OTLP_HTTP", ports.address("otlp-http"),
                        "ALLOY_TEMPO_URL", ports.url("tempo-otlp"),
                        "ALLOY_TRACE_PERCENT", System.getenv().getOrDefault("ALLOY_TRACE_PERCENT", "10")))
                .alsoListeningOn(List.of(ports.of("otlp-http")))
                .after("tempo");
    }

    /** Its converter expands no variables, so the file that it reads has values in their places. */
    Component inPromtailsPlace(Map<String, String> environment) {
        Path file = home.config().resolve("alloy/promtail.yaml");
        try {
            Files.createDirectories(home.config().resolve("alloy"));
            Files.writeString(
                    file, filled(Files.readString(home.repository().resolve("promtail/promtail.yaml")), environment));
        } catch (IOException e) {
            throw new StackException("cannot write " + file + ": " + e, e);
        }
        return run(
                        "promtail",
                        file.toString(),
                        "--config.format=promtail",
                        "--server.http.listen-addr=" + ports.address("promtail"))
                .after("loki");
    }

    static String filled(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text)
                .replaceAll(variable ->
                        Matcher.quoteReplacement(environment.getOrDefault(variable.group(1), variable.group(2))));
    }

    private Component run(String name, String file, String... flags) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "run"));
        command.addAll(List.of(flags));
        command.addAll(List.of("--storage.path=" + home.data(name).resolve("alloy"), "--disable-reporting", file));
        return Component.of(name, ports.url(name), ports.of(name), command, Probe.http(ports.of(name), "/-/ready"))
                .stoppedBy("TERM", 20);
    }
}
