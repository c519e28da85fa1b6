package io.finops.localstack.smoke;

import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.command.StackOptions;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.layout.Secrets;
import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.Shell;
import io.finops.localstack.smoke.SmokeResult.State;
import io.finops.localstack.supervisor.SupervisorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
public final class SmokeTestCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "The merchant's key. Without it: the native stack's, else the one of Compose.")
    private @Nullable Path keyFile;

    @Override
    public Integer call() throws InterruptedException {
        StackHome home = StackOptions.home();
        Ports ports = StackOptions.ports(null, home);
        List<SmokeResult> results =
                new SmokeTest(Endpoints.of(ports), apiKey(home), home.repository(), this::show).run();
        boolean passed = results.stream().noneMatch(result -> result.state() == State.failed);
        if (json) {
            System.out.println(Json.MAPPER.writeValueAsString(Map.of("passed", passed, "checks", results)));
        } else {
            System.out.println(passed ? "Everything that is here works together." : "Something is missing: see above.");
        }
        return passed ? 0 : 1;
    }

    private String apiKey(StackHome home) {
        boolean natively = new SupervisorProcess(home).running().isPresent();
        if (keyFile != null || natively) {
            Path file = keyFile == null ? new Secrets(home.secrets()).merchantApiKey() : keyFile;
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new StackException("cannot read the key in " + file + ": " + e.getMessage(), e);
            }
        }
        Shell.Result key = Shell.run(
                LIMIT,
                List.of(
                        "docker",
                        "compose",
                        "--project-directory",
                        home.repository().toString(),
                        "exec",
                        "-T",
                        "traffic-generator",
                        "cat",
                        "/run/secrets/merchant-api-key"));
        if (!key.succeeded()) {
            throw new StackException("no stack is running here, native or Compose; or name the key by --api-key-file");
        }
        return key.lastLine();
    }

    private void show(SmokeResult result) {
        if (!json) {
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-22s %6.2f s  %s%n",
                    result.state() == State.failed ? "FAILED" : result.state().name(),
                    result.name(),
                    result.seconds(),
                    result.detail());
        }
    }
}
