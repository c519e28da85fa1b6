package io.finops.localstack.supervisor;

import io.finops.localstack.layout.StackHome;
import io.finops.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a plan until it is asked to end, and then ends everything, those that depend on others first. Each component has a {@link ComponentRunner}, which restarts it.
 */
public final class Supervisor {
    private static final long LOG_LIMIT_BYTES = 32L << 20;
    private static final long LOG_CHECK_MILLIS = 15_000;

    private final StackHome home;
    private final Plan plan;
    private final Map<String, ComponentRunner> runners = new LinkedHashMap<>();

    public Supervisor(StackHome home, Plan plan) {
        this.home = home;
        this.plan = plan;
    }

    /** Returns only when the process is told to end; the components are stopped by a shutdown hook. */
    public void run() throws InterruptedException {
        long pid = ProcessHandle.current().pid();
        ProcessIdentity self = ProcessIdentity.of(pid).orElseThrow();
        StatusBoard board = new StatusBoard(home, self, plan.components());
        for (Component component : plan.components()) {
            runners.put(component.name(), new ComponentRunner(component, home, board));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAll, "stop"));
        runners.values().forEach(runner -> daemon(runner, runner.component().name()));
        while (!Thread.currentThread().isInterrupted()) {
            Thread.sleep(LOG_CHECK_MILLIS);
            rotateLogs();
        }
    }

    private void stopAll() {
        for (List<String> wave : StopOrder.of(plan.components())) {
            List<Thread> stops = new ArrayList<>();
            for (String name : wave) {
                ComponentRunner runner = runners.get(name);
                if (runner != null) {
                    stops.add(daemon(runner::stop, "stop-" + name));
                }
            }
            stops.forEach(Supervisor::join);
        }
    }

    private void rotateLogs() {
        for (Component component : plan.components()) {
            try {
                LogRotation.rotate(home.log(component.name()), LOG_LIMIT_BYTES);
            } catch (IOException e) {
                System.err.println("cannot rotate the log of " + component.name() + ": " + e);
            }
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
