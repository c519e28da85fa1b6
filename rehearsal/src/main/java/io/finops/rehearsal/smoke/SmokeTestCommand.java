package io.finops.rehearsal.smoke;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.command.StackWord;
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
import picocli.CommandLine.Option;

@Command(
        name = "smoke-test",
        description = {
            "Asks each part of the running stack, native or Compose, whether it is ready, makes a payment, and looks for it",
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

    @Override
    public Integer call() throws InterruptedException {
        StackHome home = StackOptions.home();
        Instant begin = Instant.now();
        List<SmokeResult> results = smokeTest(home).run();
        boolean passed = results.stream().noneMatch(result -> result.state() == State.FAILED);
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

    private SmokeTest smokeTest(StackHome home) {
        if (keyFile == null) {
            StackAccess stack = StackAccess.running(home);
            return new SmokeTest(new Endpoints(stack::url), stack.merchantApiKey(), home.repository(), this::show);
        }
        try {
            String key = Files.readString(keyFile).strip();
            return new SmokeTest(Endpoints.of(StackOptions.ports(null, home)), key, home.repository(), this::show);
        } catch (IOException e) {
            throw new StackException("cannot read the key in " + keyFile + ": " + e.getMessage(), e);
        }
    }

    private void show(SmokeResult result) {
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-22s %6.2f s  %s%n",
                    result.state() == State.FAILED ? "FAILED" : result.state(),
                    result.name(),
                    result.seconds(),
                    result.detail());
        }
    }
}
