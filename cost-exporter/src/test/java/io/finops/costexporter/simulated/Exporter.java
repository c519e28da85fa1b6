package io.finops.costexporter.simulated;

import io.finops.costexporter.CostExporter;
import io.finops.costexporter.ExporterConfiguration;
import io.finops.costexporter.aws.Credentials;
import io.finops.costexporter.config.InvalidConfiguration;
import io.finops.costexporter.spend.ViewStore;
import io.opentelemetry.api.OpenTelemetry;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A whole exporter without Spring, bound from properties as the real one, on a clock of the test's. */
final class Exporter implements AutoCloseable {
    private static final Pattern SAMPLE =
            Pattern.compile("^([a-z_]+(?:\\{.*})?) (-?[0-9.eE+-]+|NaN)$", Pattern.MULTILINE);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final CostExporter exporter;

    /** One that reads in the thread of its {@link #tick()}. */
    Exporter(URI endpoint, Path stateDir, Clock clock, Map<String, String> properties) {
        this(endpoint, stateDir, clock, properties, new SameThread());
    }

    /** One whose spans a test looks at. */
    Exporter(URI endpoint, Path stateDir, Clock clock, Map<String, String> properties, OpenTelemetry telemetry) {
        this(endpoint, stateDir, clock, properties, new SameThread(), telemetry);
    }

    Exporter(URI endpoint, Path stateDir, Clock clock, Map<String, String> properties, ExecutorService readers) {
        this(endpoint, stateDir, clock, properties, readers, OpenTelemetry.noop());
    }

    private Exporter(
            URI endpoint,
            Path stateDir,
            Clock clock,
            Map<String, String> properties,
            ExecutorService readers,
            OpenTelemetry telemetry) {
        Map<String, Object> all = new LinkedHashMap<>(properties);
        all.put("cost-exporter.aws.endpoint", endpoint.toString());
        all.put("cost-exporter.state-dir", stateDir.toString());
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.registerBean(PrometheusRegistry.class, () -> registry);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(ExecutorService.class, () -> readers, bean -> bean.setDestroyMethodName(""));
        context.registerBean(OpenTelemetry.class, () -> telemetry, bean -> bean.setDestroyMethodName(""));
        context.registerBean(RandomGenerator.class, () -> () -> 42);
        context.registerBean(
                Credentials.class,
                () -> new Credentials(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("simulated", "simulated"))));
        context.register(ExporterConfiguration.class);
        try {
            context.refresh();
        } catch (BeanCreationException e) {
            throw e.getMostSpecificCause() instanceof InvalidConfiguration invalid ? invalid : e;
        }
        exporter = context.getBean(CostExporter.class);
    }

    /** Runs everything where it is handed in. */
    private static final class SameThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable command) {
            command.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    boolean ready() {
        ViewStore store = context.getBean(ViewStore.class);
        return !store.get(store.whole()).isEmpty();
    }

    void tick() {
        exporter.tick();
    }

    void refresh() {
        exporter.refreshNow();
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
        context.close();
    }
}
