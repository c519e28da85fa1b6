package io.finops.payments.reconcile;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Goes on with what was left undecided, until the gateway has decided it. Several replicas may do so on one database:
 * each takes rows that no other has locked, and holds them by a lease.
 */
public final class Reconciler implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration STOPPING = Duration.ofSeconds(18);

    private final List<Supplier<List<Runnable>>> sources;
    private final ExecutorService workers;
    private volatile boolean stopping;

    /**
     * Creates a reconciler.
     *
     * @param sources each takes what is due of one kind, and gives the work for each of it
     */
    public Reconciler(int batchSize, List<Supplier<List<Runnable>>> sources) {
        this.sources = List.copyOf(sources);
        this.workers = Executors.newFixedThreadPool(Math.min(8, batchSize), task -> new Thread(task, "reconciler"));
    }

    /** Takes one batch of each kind and works on it. Ends when all of it has been tried. */
    @Scheduled(fixedDelayString = "${payments.reconcile.interval:1s}")
    public void pass() {
        for (Supplier<List<Runnable>> source : sources) {
            if (stopping) {
                return;
            }
            try {
                workOn(source.get());
            } catch (DataAccessException e) {
                LOG.debug("the database is away, the next pass will see", e);
            }
        }
    }

    private void workOn(List<Runnable> due) {
        List<Callable<Object>> tasks = due.stream().map(Executors::callable).toList();
        try {
            for (Future<Object> done : workers.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            // The lease ends by itself and the payment is taken again.
            LOG.warn("reconciliation was cut short: {}", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        workers.shutdown();
        if (!workers.awaitTermination(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("reconciliation did not end in time; its leases will");
        }
    }
}
