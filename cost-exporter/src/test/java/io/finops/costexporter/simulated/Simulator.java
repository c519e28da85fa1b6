package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The simulators of this repository as a process of their own, on a free port. As an extension of JUnit they are without a fault
 * before each test, and end with the class.
 */
final class Simulator implements AutoCloseable, BeforeEachCallback, AfterAllCallback {
    private static final Path JAR = Path.of("..", "simulators", "target", "simulators.jar");
    private static final Pattern COUNTED =
            Pattern.compile("^simulator_requests_total\\{[^}]*part=\"aws\"[^}]*} ([0-9.eE+]+)$", Pattern.MULTILINE);

    private static final Pattern DAY = Pattern.compile("\"date\":\"([0-9-]+)\"[^{]*\\{\"unblended\":\"([^\"]+)\"");
    private static final Pattern PAID = Pattern.compile("\"paid\":([0-9]+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI uri;

    /** @param options of its command line, beside the port */
    Simulator(String... options) {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(
                    "these tests need " + JAR + ": build it with ./mvnw -pl simulators -am package -DskipTests");
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            uri = URI.create("http://127.0.0.1:" + free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start(options);
        // A JVM that is told to end in the middle of a test does not come to close().
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> get("/simulator").contains("cost-explorer"));
    }

    private Process start(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-jar",
                JAR.toString(),
                "--port",
                String.valueOf(uri.getPort())));
        command.addAll(List.of(options));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(new File("target/simulators-under-test.log"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return uri;
    }

    void setClock(Instant now) {
        send("PUT", "/clock", "{\"now\":\"" + now + "\"}");
    }

    void fault(String name, String parameters) {
        send("PUT", "/faults/" + name, parameters);
    }

    void heal() {
        send("DELETE", "/faults", "");
    }

    /** How many AWS requests have arrived so far. */
    long requests() {
        long sum = 0;
        Matcher matcher = COUNTED.matcher(get("/metrics"));
        while (matcher.find()) {
            sum += (long) Double.parseDouble(matcher.group(1));
        }
        return sum;
    }

    /** How many of them were of one operation. */
    long requestsOf(String operation) {
        Matcher count = Pattern.compile("\"" + operation + "\":\\{[^}]*\"requests\":([0-9]+)")
                .matcher(get("/aws/requests"));
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    /** How many of them AWS would charge for: those of Cost Explorer, every page and every repeated one. */
    long paidRequests() {
        Matcher matcher = PAID.matcher(get("/aws/requests"));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    /** What the days from one to another, exclusive, come to, unblended, once all of them are final; refuses before. */
    Map<String, Double> finalDays(String from, String to) {
        String truth = get("/bill/truth?from=" + from + "&to=" + to);
        assertThat(truth).doesNotContain("\"finalNow\":false");
        Map<String, Double> days = new TreeMap<>();
        Matcher day = DAY.matcher(truth);
        while (day.find()) {
            days.put(day.group(1), Double.parseDouble(day.group(2)));
        }
        assertThat(days).isNotEmpty();
        return days;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        heal();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        close();
    }

    String get(String path) {
        return exchange(HttpRequest.newBuilder(uri.resolve(path)).build());
    }

    private void send(String method, String path, String body) {
        String unused = exchange(HttpRequest.newBuilder(uri.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String exchange(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as("%s: %s", request, response.body())
                    .isBetween(200, 299);
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
