package io.finops.traffic.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end cleanly when the process is told to stop: while this is open, SIGINT and SIGTERM call an action and wait
 * until it is closed. The process then ends with the exit code given here.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    Interruption(Runnable action, int exitCode) {
        hook = new Thread(() -> {
            happened = true;
            action.run();
            await();
            System.out.flush();
            System.err.flush();
            // The virtual machine would end with 128 and the signal's number, whatever the run says.
            Runtime.getRuntime().halt(exitCode);
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    boolean happened() {
        return happened;
    }

    private void await() {
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("gave up waiting for the run to end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending already; the hook finds the latch open.
            }
        }
    }
}
