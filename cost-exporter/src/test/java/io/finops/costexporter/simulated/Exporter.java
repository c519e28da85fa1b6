package io.finops.costexporter.simulated;

import io.finops.costexporter.ExporterFactory;
import io.finops.costexporter.config.ExporterProperties;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A whole exporter without Spring, bound from properties as the real one, on a clock of the test's. */
final class Exporter implements AutoCloseable {
    private static final Pattern SAMPLE =
            Pattern.compile("^([a-z_]+(?:\\{.*})?) (-?[0-9.eE+-]+|NaN)$", Pattern.MULTILINE);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExporterFactory.Running running;

    /** One that reads in the thread of its {@link #tick()}. */
    Exporter(URI endpoint, Path stateDir, Clock clock, Map<String, String> properties) {
        this(endpoint, stateDir, clock, properties, Runnable::run);
    }

    Exporter(URI endpoint, Path stateDir, Clock clock, Map<String, String> properties, Executor readers) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("cost-exporter.aws.endpoint", endpoint.toString());
        all.put("cost-exporter.state-dir", stateDir.toString());
        ExporterProperties bound = new Binder(new MapConfigurationPropertySource(all))
                .bind("cost-exporter", ExporterProperties.class)
                .get();
        running = ExporterFactory.create(
                bound,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("simulated", "simulated")),
                registry,
                readers,
                clock,
                42);
        running.exporter().open();
    }

    boolean ready() {
        return running.ready();
    }

    void tick() {
        running.exporter().tick();
    }

    void refresh() {
        running.exporter().refreshNow();
    }

    /** The page as Prometheus reads it. */
    String page() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Every sample by its name and labels. */
    Map<String, Double> samples() {
        Map<String, Double> samples = new LinkedHashMap<>();
        Matcher matcher = SAMPLE.matcher(page());
        while (matcher.find()) {
            samples.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
        }
        return samples;
    }

    double sample(String nameAndLabels) {
        return Objects.requireNonNull(
                samples().get(nameAndLabels), () -> "no sample " + nameAndLabels + " in " + page());
    }

    /** The sum of all samples whose name and labels begin so. */
    double sum(String prefix) {
        return samples().entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
