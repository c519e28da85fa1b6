package io.finops.localstack.config;

import io.finops.localstack.layout.Ports;
import io.finops.localstack.process.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a person who reads an alert finds what it links to.
 *
 * @param grafana base address of Grafana; {@code GRAFANA_URL} sets it
 * @param runbooks folder of the runbooks; {@code RUNBOOKS_URL} sets it
 */
public record Links(String grafana, String runbooks) {
    private static final String FOLDER = "docs/runbooks";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** Forms of a remote: {@code https://host/owner/name.git}, {@code ssh://git@host/owner/name}, {@code git@host:owner/name.git}. */
    private static final Pattern REMOTE = Pattern.compile(
            "(?:https?://(?:[^/@]+@)?|ssh://(?:[^/@]+@)?|[\\w.-]+@)([\\w.-]+)(?::\\d+)?[:/](.+?)(?:\\.git)?/?");

    /**
     * The links of a native stack: Grafana on its own port, and the runbooks in the repository that this checkout was cloned from, or
     * else in the checkout.
     */
    public static Links natively(Ports ports, Path repository, Map<String, String> environment) {
        return new Links(
                given(environment, "GRAFANA_URL").orElse("http://localhost:" + ports.of("grafana")),
                given(environment, "RUNBOOKS_URL").orElseGet(() -> runbooks(repository, origin(repository))));
    }

    /** What Prometheus's configuration reads of its environment. */
    public Map<String, String> variables() {
        return Map.of("GRAFANA_URL", grafana, "RUNBOOKS_URL", runbooks);
    }

    static String runbooks(Path repository, String origin) {
        Matcher remote = REMOTE.matcher(origin.strip());
        return remote.matches()
                ? "https://" + remote.group(1) + "/" + remote.group(2) + "/blob/HEAD/" + FOLDER
                : withoutSlash(repository.resolve(FOLDER).toUri().toString());
    }

    private static String origin(Path repository) {
        Shell.Result result =
                Shell.run(LIMIT, List.of("git", "-C", repository.toString(), "config", "--get", "remote.origin.url"));
        return result.succeeded() ? result.lastLine() : "";
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        UnaryOperator<String> clean = text -> withoutSlash(text.strip());
        return Optional.ofNullable(environment.get(name)).map(clean).filter(text -> !text.isEmpty());
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
