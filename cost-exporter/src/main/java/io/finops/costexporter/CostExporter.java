package io.finops.costexporter;

import io.finops.costexporter.guardrail.Guardrails;
import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.refresh.CollectorStatus;
import io.finops.costexporter.refresh.Refresher;
import io.finops.costexporter.refresh.SavedAttempts;
import io.finops.costexporter.source.AccountIdentity;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import io.finops.costexporter.state.Sha256;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collectors that are run when they are due, once it is known whose figures they fetch. {@link #open()}, {@link #tick()}
 * and {@link #refreshNow()} are called by one thread at a time.
 */
public final class CostExporter {
    private static final Logger LOG = LoggerFactory.getLogger(CostExporter.class);
    private static final int KEY_DIGITS = 16;
    private static final Duration LONGEST_IDENTITY_WAIT = Duration.ofMinutes(5);

    private final List<Collector> collectors;
    private final AccountIdentity identity;
    private final Path stateDir;
    private final Snapshot snapshot;
    private final Refresher refresher;
    private final CollectorStatus status;
    private final Publisher publisher;
    private final Guardrails guardrails;
    private final Clock clock;
    private boolean opened;
    private Instant askIdentityAt = Instant.MIN;
    private Duration identityWait = Duration.ofSeconds(1);
    private @Nullable FailureReason identityFailure;

    /**
     * Puts the parts together and asks nothing yet.
     *
     * @param identity whose figures they are, and from where: what saved figures are kept under
     * @param refresher of these collectors
     */
    CostExporter(
            List<Collector> collectors,
            AccountIdentity identity,
            Path stateDir,
            Snapshot snapshot,
            Refresher refresher,
            CollectorStatus status,
            Publisher publisher,
            Guardrails guardrails,
            Clock clock) {
        this.collectors = List.copyOf(collectors);
        this.identity = identity;
        this.stateDir = stateDir;
        this.snapshot = snapshot;
        this.refresher = refresher;
        this.status = status;
        this.publisher = publisher;
        this.guardrails = guardrails;
        this.clock = clock;
    }

    /** Serves the last figures at once where it is known without asking whose they are. */
    void open() {
        identity.known().ifPresent(this::open);
        publisher.publish();
    }

    private void open(String account) {
        Path folder = stateDir.resolve(Sha256.of(account).substring(0, KEY_DIGITS));
        snapshot.open(folder.resolve("snapshot"));
        Set<String> lost = collectors.stream()
                .filter(collector -> !collector.hasFigures())
                .map(Collector::name)
                .collect(Collectors.toSet());
        refresher.open(new SavedAttempts(folder.resolve("attempts")), lost);
        status.restore(refresher);
        opened = true;
        publisher.publish();
    }

    /** Does what is due. */
    public void tick() {
        if (ready()) {
            refresher.runDue();
            publisher.publishOnTheHour();
            if (guardrails.act(clock.instant())) {
                snapshot.save();
            }
        }
    }

    /** Reads everything again now. */
    public void refreshNow() {
        if (ready()) {
            refresher.runAll();
        }
    }

    private boolean ready() {
        Instant now = clock.instant();
        if (opened || now.isBefore(askIdentityAt)) {
            return opened;
        }
        try {
            open(identity.resolve());
        } catch (ReadFailure failure) {
            askIdentityAt = now.plus(identityWait);
            Duration longer = identityWait.multipliedBy(2);
            identityWait = longer.compareTo(LONGEST_IDENTITY_WAIT) > 0 ? LONGEST_IDENTITY_WAIT : longer;
            if (identityFailure != failure.reason()) {
                identityFailure = failure.reason();
                LOG.warn(
                        "cannot tell whose bill this is: {}: {}; trying again",
                        failure.reason().label(),
                        failure.getMessage());
            }
            collectors.forEach(collector -> status.failed(collector.name(), failure.reason()));
        }
        return opened;
    }
}
