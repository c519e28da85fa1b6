package io.finops.traffic.cli;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.Target;
import io.finops.traffic.tracing.ClientSpans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to send, and as whom. */
final class TargetOptions {
    static final String KEY_VARIABLE = "FINOPS_API_KEY";

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "the payments service; plain HTTP only (default ${DEFAULT-VALUE})")
    String baseUrl = "";

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "file with the merchant's API key; if not given, the environment variable " + KEY_VARIABLE
                    + " is used")
    @Nullable
    Path apiKeyFile;

    @Option(names = "--allow-public", description = "also send to addresses that are neither loopback nor private")
    boolean allowPublic;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.class,
            description = "how long to wait for an answer (default ${DEFAULT-VALUE})")
    Duration timeout = Duration.ofSeconds(10);

    Target target() {
        return Target.of(baseUrl, allowPublic);
    }

    /** The generator's own spans, where the environment names somebody who takes them. */
    ClientSpans spans(Target to, Map<String, String> environment) {
        return ClientSpans.open(
                environment, Version.text(), to.base().getHost(), to.address().getPort());
    }

    /** The key, never shown; null if none is given, for targets that need none. */
    @Nullable
    ApiKey apiKey(Map<String, String> environment) {
        if (apiKeyFile != null) {
            try {
                return new ApiKey(Files.readString(apiKeyFile), "the file " + apiKeyFile);
            } catch (IOException e) {
                throw new IllegalArgumentException("the API key file " + apiKeyFile + " cannot be read", e);
            }
        }
        String key = environment.get(KEY_VARIABLE);
        return key == null ? null : new ApiKey(key, "the environment variable " + KEY_VARIABLE);
    }
}
