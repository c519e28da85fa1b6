package io.finops.benchmarks.payments;

import io.finops.benchmarks.InServiceJar;
import io.finops.localstack.Json;
import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import io.finops.rehearsal.rig.PaymentsRig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The service's ledger without the service: its own classes, from its own jar, in a process of its own. */
final class BareLedgerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    BareLedgerProcess(StackHome home, PaymentsRig rig, int threads, int seconds) {
        try {
            process = new ProcessBuilder(InServiceJar.command(
                            home.jar("payments-service"),
                            home.jar("microbenchmarks"),
                            "io.finops.payments.ledger.BareLedger",
                            List.of("-Xmx192m", "-XX:+UseSerialGC", "-Dlogging.level.root=OFF"),
                            rig.jdbcUrl(),
                            rig.databaseUser(),
                            rig.databasePasswordFile().toString(),
                            Integer.toString(threads),
                            Integer.toString(seconds)))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new StackException("cannot start the bare ledger: " + e, e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        answer();
    }

    PaymentLoad.Result round() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new StackException("the bare ledger has ended", e);
        }
        JsonNode round = answer();
        return new PaymentLoad.Result(
                0,
                round.path("rate").doubleValue(),
                round.path("p50_ms").doubleValue(),
                round.path("p99_ms").doubleValue());
    }

    private JsonNode answer() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                // Logback's own lines come between.
                if (line.startsWith("{\"ready\"") || line.startsWith("{\"rate\"")) {
                    return Json.MAPPER.readTree(line);
                }
            }
        } catch (IOException e) {
            throw new StackException("the bare ledger does not answer", e);
        }
        throw new StackException("the bare ledger has ended");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
