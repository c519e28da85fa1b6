package io.finops.costexporter;

import io.finops.costexporter.aws.AccountIdentity;
import io.finops.costexporter.aws.FailureReason;
import io.finops.costexporter.aws.ReadFailure;
import io.finops.costexporter.publish.PublishedPage;
import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.refresh.CollectorStatus;
import io.finops.costexporter.refresh.RefreshListener;
import io.finops.costexporter.refresh.Refresher;
import io.finops.costexporter.refresh.SavedAttempts;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.state.Sha256;
import io.finops.costexporter.state.StateFile;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exporter without Spring: parts that are fetched, kept and published. {@link #open()}, {@link #tick()} and
 * {@link #refreshNow()} are called by one thread at a time; the page may be read by any.
 */
public final class CostExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CostExporter.class);
    private static final int KEY_DIGITS = 16;
    private static final Duration THOROUGH_EVERY = Duration.ofDays(1);
    private static final Duration LONGEST_IDENTITY_WAIT = Duration.ofMinutes(5);

    private final Parts parts;
    private final AccountIdentity identity;
    private final String origin;
    private final Path stateDir;
    private final Publisher publisher;
    private final CollectorStatus status;
    private final PrometheusRegistry registry;
    private final RequestBudget budget;
    private final Executor readers;
    private final Clock clock;
    private final long seed;
    private volatile @Nullable Opened opened;
    private Instant askIdentityAt = Instant.MIN;
    private Duration identityWait = Duration.ofSeconds(1);
    private @Nullable FailureReason identityFailure;

    private record Opened(Refresher refresher, StateFile snapshot) {}

    /**
     * Puts the parts together and asks nothing yet.
     *
     * @param readers runs the reads
     * @param origin where figures come from: part of what saved figures are kept under
     * @param seed of the jitter
     */
    public CostExporter(
            Parts parts,
            AccountIdentity identity,
            String origin,
            Path stateDir,
            PrometheusRegistry registry,
            RequestBudget budget,
            Executor readers,
            Clock clock,
            long seed) {
        this.parts = parts;
        this.identity = identity;
        this.origin = origin;
        this.stateDir = stateDir;
        this.registry = registry;
        this.budget = budget;
        this.readers = readers;
        this.clock = clock;
        this.seed = seed;
        this.status = new CollectorStatus(
                parts.collectors(), parts.spend(), parts.refreshInterval(), this::reading, registry);
        this.publisher = new Publisher(parts.pages(), status::published, clock);
        registry.register(publisher.page());
    }

    /** Serves the last figures at once where it is known without asking AWS whose they are. */
    public void open() {
        identity.known().ifPresent(this::open);
        publisher.publish();
    }

    private Opened open(String account) {
        Path folder = stateDir.resolve(Sha256.of(origin + " " + account).substring(0, KEY_DIGITS));
        StateFile snapshot = new StateFile(folder.resolve("snapshot"), parts.sections());
        snapshot.load();
        Refresher refresher = new Refresher(
                parts.collectors(),
                new SavedAttempts(folder.resolve("attempts")),
                new Listener(snapshot),
                budget,
                readers,
                clock,
                seed,
                THOROUGH_EVERY);
        Set<String> lost = new HashSet<>();
        for (Collector collector : parts.collectors()) {
            if (!collector.hasFigures()) {
                lost.add(collector.name());
            }
        }
        refresher.restore(lost);
        status.restore(refresher, parts.collectors());
        Opened now = new Opened(refresher, snapshot);
        opened = now;
        publisher.publish();
        return now;
    }

    /** Does what is due. */
    public void tick() {
        ready().ifPresent(now -> {
            now.refresher().runDue();
            publisher.publishOnTheHour();
            if (parts.guardrails().act(clock.instant())) {
                save(now.snapshot());
            }
        });
    }

    /** Reads everything again now. */
    public void refreshNow() {
        ready().ifPresent(now -> now.refresher().runAll());
    }

    private Optional<Opened> ready() {
        Opened already = opened;
        if (already != null) {
            return Optional.of(already);
        }
        Instant now = clock.instant();
        if (now.isBefore(askIdentityAt)) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(identity.resolve()));
        } catch (ReadFailure failure) {
            askIdentityAt = now.plus(identityWait);
            identityWait = identityWait.multipliedBy(2);
            if (identityWait.compareTo(LONGEST_IDENTITY_WAIT) > 0) {
                identityWait = LONGEST_IDENTITY_WAIT;
            }
            if (identityFailure != failure.reason()) {
                identityFailure = failure.reason();
                LOG.warn(
                        "cannot tell whose bill this is: {}: {}; trying again",
                        failure.reason().label(),
                        failure.getMessage());
            }
            parts.collectors().forEach(collector -> status.failed(collector.name(), failure.reason()));
            return Optional.empty();
        }
    }

    /** How long a collector has been reading; zero when it is not. */
    private Duration reading(String collector) {
        Opened now = opened;
        Instant since = now == null ? null : now.refresher().runningSince(collector);
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    private static void save(StateFile snapshot) {
        try {
            synchronized (snapshot) {
                snapshot.save();
            }
        } catch (IOException e) {
            LOG.warn("cannot save the figures: {}; a restart would have to ask AWS again", e.toString());
        }
    }

    /** Where its metrics are. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /** What it publishes of the bill, a part of {@link #registry()}. */
    public PublishedPage page() {
        return publisher.page();
    }

    private final class Listener implements RefreshListener {
        private final StateFile snapshot;

        Listener(StateFile snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public void succeeded(String collector, Instant at, Duration took) {
            status.succeeded(collector, at, took);
            publisher.publish();
            save(snapshot);
        }

        @Override
        public void failed(String collector, FailureReason reason) {
            status.failed(collector, reason);
            if (reason == FailureReason.DATA_UNAVAILABLE) {
                save(snapshot); // that there is nothing yet is known as well: a restart is as ready
            }
        }
    }
}
