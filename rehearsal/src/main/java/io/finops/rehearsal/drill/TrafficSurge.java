package io.finops.rehearsal.drill;

import io.finops.localstack.StackException;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** More customers: a second traffic generator beside the one that always runs. */
final class TrafficSurge implements Fault {
    private final int requestsPerSecond;
    private @Nullable Process generator;

    /** Adds this many payments a second to what the stack has anyway. */
    TrafficSurge(int requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    @Override
    public void inject(StackAccess stack) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = stack.home().jar("traffic-generator");
        if (Files.notExists(jar)) {
            throw new StackException(
                    "the surge comes from " + jar + ", which is not built: mvn -pl traffic-generator -am package");
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            java.toString(),
                            "-Xmx96m",
                            "-XX:+UseSerialGC",
                            "-jar",
                            jar.toString(),
                            "run",
                            "--quiet",
                            "--base-url=" + stack.url("payments-service"),
                            "--rps=" + requestsPerSecond,
                            "--duration=600",
                            "--workers=60",
                            "--output-dir=" + stack.home().run().resolve("traffic-surge"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("FINOPS_API_KEY", stack.merchantApiKey());
            generator = builder.start();
        } catch (IOException e) {
            throw new StackException("cannot start the traffic generator: " + e.getMessage(), e);
        }
    }

    @Override
    public void heal(StackAccess stack) {
        Process running = generator;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
