package io.finops.localstack.kubernetes;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.process.Shell;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The cluster's command line client, bound to one context and namespace.
 *
 * @param context kubectl's, or null for its current one
 * @param namespace empty where objects say theirs: kubectl refuses an object of another one
 */
public record Kubectl(@Nullable String context, String namespace) {
    /** Where the overlay {@code local} puts the stack. */
    public static final String NAMESPACE = "finops";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** The words of a call, for those who start the process themselves. */
    public List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        if (!namespace.isEmpty()) {
            command.addAll(List.of("--namespace", namespace));
        }
        if (context != null) {
            command.addAll(List.of("--context", context));
        }
        command.addAll(List.of(arguments));
        return command;
    }

    public Shell.Result run(String... arguments) {
        return run(LIMIT, "", arguments);
    }

    /**
     * Runs kubectl with something to read.
     *
     * @param input its standard input
     */
    public Shell.Result run(Duration limit, String input, String... arguments) {
        return Shell.run(limit, Path.of("").toAbsolutePath(), Map.of(), input, command(arguments));
    }

    /** As {@link #run(String...)}, with one line for people when it fails. */
    public String ask(String... arguments) {
        Shell.Result result = run(arguments);
        if (!result.succeeded()) {
            throw new StackException("kubectl: " + result.lastLine());
        }
        return result.output();
    }

    /** An object of the namespace, such as {@code secret/grafana}; empty when there is none. */
    public Optional<JsonNode> object(String name) {
        String answer = ask("get", name, "--ignore-not-found", "--output=json");
        return answer.isBlank() ? Optional.empty() : Optional.of(Json.MAPPER.readTree(answer));
    }

    /** A value of a Secret, without white space at its ends; empty when there is none. */
    public Optional<String> secret(String name, String key) {
        return object("secret/" + name)
                .map(secret -> secret.path("data").path(key).asString(""))
                .filter(encoded -> !encoded.isEmpty())
                .map(encoded -> new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).strip());
    }

    /** All objects of some kinds, such as {@code deployments,statefulsets}. */
    public List<JsonNode> objects(String kinds) {
        List<JsonNode> items = new ArrayList<>();
        Json.MAPPER.readTree(ask("get", kinds, "--output=json")).path("items").forEach(items::add);
        return items;
    }
}
