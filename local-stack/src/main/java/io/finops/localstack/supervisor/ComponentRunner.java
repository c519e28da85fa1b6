package io.finops.localstack.supervisor;

import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import io.finops.localstack.process.Termination;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs one component for as long as the supervisor lives: a thread that starts its process, watches it, and starts
 * it again when it ends, or when it is unhealthy for too long.
 */
final class ComponentRunner implements Runnable {
    /** Names the stack and the component in the environment of each process, so that a lost one can be told from a stranger. */
    static final String MARK = "FINOPS_STACK_COMPONENT";

    private static final long WATCH_MILLIS = 200;
    private static final Duration PROBE_INTERVAL_STARTING = Duration.ofMillis(300);
    private static final Duration PROBE_INTERVAL_UP = Duration.ofSeconds(2);

    private final Component component;
    private final StackHome home;
    private final StatusBoard board;
    private final KeptDownComponents keptDown;
    private final LentOptions lent;
    private final BackOff backOff = new BackOff();
    private final Patience patience;
    private volatile boolean stopping;
    private volatile @Nullable ProcessIdentity running;
    private int restarts;

    ComponentRunner(Component component, StackHome home, StatusBoard board) {
        this.component = component;
        this.home = home;
        this.board = board;
        this.keptDown = new KeptDownComponents(home);
        this.lent = new LentOptions(home);
        this.patience = new Patience(Duration.ofSeconds(component.unhealthySeconds()));
    }

    Component component() {
        return component;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                awaitDependencies();
                if (!stopping) {
                    live();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process for good. Returns when it is gone. */
    void stop() {
        ProcessIdentity process;
        synchronized (this) {
            stopping = true;
            process = running;
        }
        if (process != null) {
            Termination.end(process, component.stopSignal(), Duration.ofSeconds(component.stopSeconds()));
        }
        board.put(component, ComponentState.DOWN, "stopped", null, restarts);
    }

    private void awaitDependencies() throws InterruptedException {
        while (!stopping) {
            Optional<String> missing = component.dependsOn().stream()
                    .filter(name -> !board.isUp(name))
                    .findFirst();
            // Asked once: it may be let up at any moment.
            if (keptDown.signal(component.name()).isPresent()) {
                board.put(component, ComponentState.HELD, "kept down by a drill", null, restarts);
            } else if (missing.isPresent()) {
                board.put(component, ComponentState.WAITING, "waits for " + missing.get(), null, restarts);
            } else {
                return;
            }
            Thread.sleep(WATCH_MILLIS);
        }
    }

    private void live() throws InterruptedException {
        Instant born = Instant.now();
        String end;
        try {
            Process process = start();
            ProcessIdentity identity = running;
            if (process == null || identity == null) {
                return;
            }
            end = watch(process, identity, born);
        } catch (IOException e) {
            end = "cannot be started: " + e.getMessage();
        }
        running = null;
        if (stopping) {
            return;
        }
        if (keptDown.signal(component.name()).isPresent()) {
            board.put(component, ComponentState.HELD, "kept down by a drill", null, restarts);
            return;
        }
        restarts++;
        Duration delay = backOff.afterLifeOf(Duration.between(born, Instant.now()));
        String reason = end + "; start " + (restarts + 1) + " in " + delay.toMillis() / 1000.0 + " s";
        // The supervisor's own log, which ./stack logs supervisor shows: the board forgets it when the component is up
        // again.
        System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + component.name() + ": " + reason);
        board.put(component, ComponentState.RESTARTING, reason, null, restarts);
        Thread.sleep(delay.toMillis());
    }

    /** Null when the component is being stopped: from then on nothing may be started that nobody would end. */
    private synchronized @Nullable Process start() throws IOException {
        if (stopping) {
            return null;
        }
        if (!component.lockFile().isEmpty()) {
            LockFile.removeIfStale(Path.of(component.lockFile()), component.name());
        }
        Path folder = home.data(component.name());
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(lent.command(component))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(LogFile.appendTo(home.log(component.name())));
        builder.environment().putAll(component.environment());
        builder.environment().put(MARK, home.root() + ":" + component.name());
        Process process = builder.start();
        ProcessIdentity identity =
                ProcessIdentity.of(process.pid()).orElseGet(() -> new ProcessIdentity(process.pid(), "ended"));
        running = identity;
        board.put(component, ComponentState.STARTING, "not healthy yet", identity, restarts);
        return process;
    }

    /** Returns when the process has ended, with what it ended of. */
    private String watch(Process process, ProcessIdentity identity, Instant born) throws InterruptedException {
        Instant nextProbe = born;
        boolean wasUp = false;
        patience.excuse();
        while (!process.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<String> hold = keptDown.signal(component.name());
            if (hold.isPresent()) {
                Termination.end(identity, hold.get(), Duration.ofSeconds(component.stopSeconds()));
                continue;
            }
            if (stopping || Instant.now().isBefore(nextProbe)) {
                continue;
            }
            Probe.Health health = component.probe().ask();
            String problem = health.problem();
            if (health.isGood()) {
                wasUp = true;
                patience.sawHealthy(clock());
                board.put(component, ComponentState.UP, "", identity, restarts);
            } else if (wasUp) {
                board.put(component, ComponentState.UNHEALTHY, problem, identity, restarts);
                if (isItsOwnFault(health) && patience.isExhaustedBy(clock())) {
                    Termination.end(identity, component.stopSignal(), Duration.ofSeconds(component.stopSeconds()));
                    return "unhealthy for too long: " + problem;
                }
            } else if (Instant.now().isAfter(born.plusSeconds(component.startSeconds()))) {
                Termination.end(identity, component.stopSignal(), Duration.ofSeconds(component.stopSeconds()));
                return "not healthy within " + component.startSeconds() + " s: " + problem;
            } else {
                board.put(component, ComponentState.STARTING, problem, identity, restarts);
            }
            nextProbe = Instant.now().plus(wasUp ? PROBE_INTERVAL_UP : PROBE_INTERVAL_STARTING);
        }
        return "ended with exit code " + process.exitValue();
    }

    /** Starting it anew helps against nothing that it is mending itself, and against nothing that is missing around it. */
    private boolean isItsOwnFault(Probe.Health health) {
        boolean own = !health.mending() && component.dependsOn().stream().allMatch(board::isUp);
        if (!own) {
            patience.excuse();
        }
        return own;
    }

    private static Duration clock() {
        return Duration.ofNanos(System.nanoTime());
    }
}
