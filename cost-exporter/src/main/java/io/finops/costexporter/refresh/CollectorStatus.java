package io.finops.costexporter.refresh;

import io.finops.costexporter.source.FailureReason;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Publishes how each collector fares, and how old the spend is. Thread-safe. */
public final class CollectorStatus implements RefreshListener {
    private static final double MILLIS = 1000;

    private final List<Collector> spend;
    private final Gauge up;
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Map<String, FailureReason> reasons = new ConcurrentHashMap<>();
    private final Set<String> unpublishable = ConcurrentHashMap.newKeySet();
    private final Set<String> known;
    private final Map<String, Instant> began = new ConcurrentHashMap<>();
    private final Counter errors;
    private final Gauge lastSuccess;
    private final Gauge collectorLastSuccess;
    private final Gauge duration;

    /**
     * @param collectors all that are switched on
     * @param spend those of them whose age is the age of the figures
     */
    public CollectorStatus(
            List<? extends Collector> collectors,
            List<? extends Collector> spend,
            Duration interval,
            Clock clock,
            PrometheusRegistry registry) {
        this.spend = List.copyOf(spend);
        this.known = collectors.stream().map(Collector::name).collect(Collectors.toUnmodifiableSet());
        up = Gauge.builder()
                .withoutExemplars()
                .name("cost_exporter_collector_up")
                .help("Whether the collector's newest attempt succeeded, 1 or 0.")
                .labelNames("collector")
                .register(registry);
        GaugeWithCallback.builder()
                .name("cost_exporter_collector_failing")
                .help("1 for why the collector's newest attempt failed; no series when it succeeded.")
                .labelNames("collector", "reason")
                .callback(callback -> reasons.forEach((name, reason) -> callback.call(1, name, reason.label())))
                .register(registry);
        errors = Counter.builder()
                .withoutExemplars()
                .name("cost_exporter_errors_total")
                .help("Failed attempts, by why they failed.")
                .labelNames("collector", "reason")
                .register(registry);
        lastSuccess = Gauge.builder()
                .withoutExemplars()
                .name("cost_exporter_last_success_timestamp_seconds")
                .help("When the whole bill was last read, as a Unix time.")
                .register(registry);
        collectorLastSuccess = Gauge.builder()
                .withoutExemplars()
                .name("cost_exporter_collector_last_success_timestamp_seconds")
                .help("When the collector last succeeded, as a Unix time.")
                .labelNames("collector")
                .register(registry);
        duration = Gauge.builder()
                .withoutExemplars()
                .name("cost_exporter_refresh_duration_seconds")
                .help("How long the collector's newest successful attempt took.")
                .labelNames("collector")
                .register(registry);
        GaugeWithCallback.builder()
                .name("cost_exporter_refresh_running_seconds")
                .help("How long the collector has been reading; 0 when it is not.")
                .labelNames("collector")
                .callback(callback ->
                        known.forEach(name -> callback.call(reading(name, clock).toMillis() / MILLIS, name)))
                .register(registry);
        Gauge.builder()
                .withoutExemplars()
                .name("cost_exporter_refresh_interval_seconds")
                .help("How often the bill is read; what the age of the figures is to be judged by.")
                .register(registry)
                .set(interval.toMillis() / MILLIS);
        Gauge intervals = Gauge.builder()
                .withoutExemplars()
                .name("cost_exporter_collector_interval_seconds")
                .help("How often the collector runs.")
                .labelNames("collector")
                .register(registry);
        for (Collector collector : collectors) {
            up.initLabelValues(collector.name());
            intervals.labelValues(collector.name()).set(collector.interval().toMillis() / MILLIS);
            for (FailureReason reason : FailureReason.values()) {
                errors.initLabelValues(collector.name(), reason.label());
            }
        }
    }

    private Duration reading(String collector, Clock clock) {
        Instant since = began.get(collector);
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** Takes over what is known from before a restart. */
    public void restore(Refresher refresher) {
        for (String collector : known) {
            Attempt attempt = refresher.attempt(collector);
            if (attempt.lastSuccess() != null) {
                succeededAt(collector, attempt.lastSuccess());
                show(collector, attempt.failures() == 0);
            }
            if (attempt.reason() != null) {
                reasons.put(collector, attempt.reason());
            }
        }
    }

    @Override
    public void began(String collector, Instant at) {
        began.put(collector, at);
    }

    @Override
    public void ended(String collector) {
        began.remove(collector);
    }

    @Override
    public void succeeded(String collector, Instant at, Duration took) {
        reasons.remove(collector);
        show(collector, true);
        duration.labelValues(collector).set(took.toMillis() / MILLIS);
        succeededAt(collector, at);
    }

    /** Says whether what a collector has read could be published. */
    public void published(String collector, boolean succeeded) {
        if (!known.contains(collector)) {
            return;
        }
        if (succeeded) {
            unpublishable.remove(collector);
            reasons.remove(collector, FailureReason.UNPUBLISHABLE);
        } else {
            unpublishable.add(collector);
            reasons.put(collector, FailureReason.UNPUBLISHABLE);
            errors.labelValues(collector, FailureReason.UNPUBLISHABLE.label()).inc();
        }
        show(collector);
    }

    private void show(String collector, boolean succeeded) {
        if (succeeded) {
            failing.remove(collector);
        } else {
            failing.add(collector);
        }
        show(collector);
    }

    private void show(String collector) {
        up.labelValues(collector).set(failing.contains(collector) || unpublishable.contains(collector) ? 0 : 1);
    }

    private synchronized void succeededAt(String collector, Instant at) {
        collectorLastSuccess.labelValues(collector).set(at.toEpochMilli() / MILLIS);
        double oldest = spend.stream()
                .mapToDouble(
                        view -> collectorLastSuccess.labelValues(view.name()).get())
                .min()
                .orElse(0);
        if (oldest > 0) {
            lastSuccess.set(oldest);
        }
    }

    @Override
    public void failed(String collector, FailureReason reason) {
        if (reason == FailureReason.BUDGET_EXHAUSTED || reason == FailureReason.OVERRUN) {
            reasons.putIfAbsent(collector, reason); // AWS said nothing new: what it refused before stands
        } else {
            reasons.put(collector, reason);
        }
        show(collector, false);
        errors.labelValues(collector, reason.label()).inc();
    }
}
