package io.finops.rehearsal.system;

import io.finops.localstack.http.HttpJson;
import io.finops.localstack.layout.Checkout;
import io.finops.localstack.layout.Ports;
import io.finops.localstack.tools.Program;
import io.finops.localstack.tools.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real Promtail with our file, reading a folder of logs; it prints what it would send to Loki. */
final class PromtailRun implements AutoCloseable {
    private static final Pattern RECORD =
            Pattern.compile("(?m)^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+\\+0000\\s*\\{(?<labels>[^}]*)}\\s*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private final Process process;
    private final Path printed;
    private final int port;

    /** What Loki would get; the indentation of further lines is lost in print. */
    record Sent(Map<String, String> labels, String line) {}

    private PromtailRun(Process process, Path printed, int port) {
        this.process = process;
        this.printed = printed;
        this.port = port;
    }

    /** @param logs the folder with the files; another one for what Promtail needs is made beside it */
    static PromtailRun reading(Path logs) throws IOException {
        Tools tools = new Tools(Checkout.root().resolve(".stack/tools"), line -> {});
        Path program = tools.onPath(Program.PROMTAIL).orElseThrow();
        Path work = Files.createDirectories(logs.resolveSibling("promtail"));
        Path printed = work.resolve("printed");
        int port = Ports.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        program.toString(),
                        "-config.file=" + Checkout.root().resolve("promtail/promtail.yaml"),
                        "-config.expand-env=true",
                        "-dry-run")
                .redirectOutput(printed.toFile())
                .redirectError(work.resolve("errors").toFile());
        builder.environment()
                .putAll(Map.of(
                        "LOGS_DIR", logs.toString(),
                        "PROMTAIL_PORT", String.valueOf(port),
                        "PROMTAIL_POSITIONS", work.resolve("positions.yaml").toString()));
        return new PromtailRun(builder.start(), printed, port);
    }

    /** So far, in no order between files. */
    List<Sent> sent() {
        try {
            String text = Files.readString(printed);
            List<Sent> sent = new ArrayList<>();
            Matcher record = RECORD.matcher(text);
            int end = -1;
            Map<String, String> labels = Map.of();
            while (record.find()) {
                if (end >= 0) {
                    sent.add(
                            new Sent(labels, text.substring(end, record.start()).strip()));
                }
                end = record.end();
                labels = labels(record.group("labels"));
            }
            if (end >= 0) {
                sent.add(new Sent(labels, text.substring(end).strip()));
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page that Prometheus scrapes. */
    String metrics() {
        return new HttpJson()
                .send("GET", "http://127.0.0.1:" + port + "/metrics", "", Map.of())
                .body();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }
}
