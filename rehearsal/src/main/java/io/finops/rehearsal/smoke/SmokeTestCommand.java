package io.finops.rehearsal.smoke;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
import io.finops.localstack.kubernetes.ClusterOptions;
import io.finops.localstack.kubernetes.Kubectl;
import io.finops.localstack.layout.StackHome;
import io.finops.rehearsal.results.RunResult;
import io.finops.rehearsal.runningstack.StackAccess;
import io.finops.rehearsal.smoke.SmokeResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "smoke-test",
        description = {
            "Asks each part of the running stack, wherever it runs, whether it is ready, makes a payment, and looks"
                    + " for it",
            "as a metric, a log line, a trace and in the overview's queries. Exit code 1 when something is missing."
        },
        mixinStandardHelpOptions = true)
public final class SmokeTestCommand implements StackWord {
    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "The merchant's key (default: that of the stack running here).")
    private @Nullable Path keyFile;

    @Mixin
    private final ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws InterruptedException {
        StackHome home = StackOptions.home();
        Instant begin = Instant.now();
        List<SmokeResult> results = smokeTest(home).run();
        boolean passed = passed(results);
        Map<String, Object> seconds = new HashMap<>();
        results.forEach(result -> seconds.put(result.name(), result.seconds()));
        RunResult.of("smoke-test", "stack", passed, begin, seconds).leaveIn(home.results());
        if (json) {
            System.out.println(Json.MAPPER.writeValueAsString(Map.of("passed", passed, "checks", results)));
        } else {
            System.out.println(passed ? "Everything that is here works together." : "Something is missing: see above.");
        }
        return passed ? 0 : 1;
    }

    /**
     * Whether what was just deployed works together, told as a line a check.
     *
     * @param complete whether the simulators and a monitoring stack belong to it
     * @param keyFile a merchant's key; without one, and where no demo merchant is, no payment is made
     */
    public static boolean passes(Kubectl cluster, boolean complete, @Nullable Path keyFile) {
        StackHome home = StackOptions.home();
        StackAccess stack = StackAccess.in(cluster, home);
        Endpoints endpoints = new Endpoints(stack::url, complete ? Endpoints.REQUIRED : Endpoints.PRODUCT);
        String key = keyFile != null ? key(keyFile) : complete ? stack.merchantApiKey() : "";
        SmokeTest test = new SmokeTest(endpoints, key, home.repository(), SmokeTestCommand::print);
        try {
            return passed(key.isEmpty() ? test.readiness() : test.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean passed(List<SmokeResult> results) {
        return results.stream().noneMatch(result -> result.state() == State.FAILED);
    }

    private SmokeTest smokeTest(StackHome home) {
        if (cluster.asked().isPresent()) {
            StackAccess stack = StackAccess.in(cluster.asked().get(), home);
            String key = keyFile == null ? stack.merchantApiKey() : key(keyFile);
            return new SmokeTest(new Endpoints(stack::url), key, home.repository(), this::show);
        }
        if (keyFile == null) {
            StackAccess stack = StackAccess.running(home);
            return new SmokeTest(new Endpoints(stack::url), stack.merchantApiKey(), home.repository(), this::show);
        }
        return new SmokeTest(Endpoints.of(StackOptions.ports(null, home)), key(keyFile), home.repository(), this::show);
    }

    private static String key(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StackException("cannot read the key in " + file + ": " + e.getMessage(), e);
        }
    }

    private void show(SmokeResult result) {
        if (!json) {
            print(result);
        }
    }

    private static void print(SmokeResult result) {
        System.out.printf(
                Locale.ROOT,
                "%-7s %-22s %6.2f s  %s%n",
                result.state() == State.FAILED ? "FAILED" : result.state(),
                result.name(),
                result.seconds(),
                result.detail());
    }
}
