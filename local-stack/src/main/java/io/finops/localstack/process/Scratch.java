package io.finops.localstack.process;

import io.finops.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A temporary folder of one command. It is deleted on close; when the command is interrupted, the processes that it has started are killed as well. */
public final class Scratch implements AutoCloseable {
    private final Path folder;
    private final Runnable beforeDelete;
    private final Thread onInterrupt = new Thread(this::abandon, "clean-up-on-interrupt");
    private volatile boolean kept;

    private Scratch(Path folder, Runnable beforeDelete) {
        this.folder = folder;
        this.beforeDelete = beforeDelete;
    }

    public static Scratch open(String name) {
        return open(name, () -> {});
    }

    /**
     * A new folder.
     *
     * @param beforeDelete stops what uses the folder, at the end and after an interruption alike
     */
    public static Scratch open(String name, Runnable beforeDelete) {
        try {
            Scratch scratch = new Scratch(Files.createTempDirectory(name), beforeDelete);
            Runtime.getRuntime().addShutdownHook(scratch.onInterrupt);
            return scratch;
        } catch (IOException e) {
            throw new StackException("no temporary folder: " + e, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Leaves the folder behind, for whoever wants to know what went wrong. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException interrupted) {
            // The program is ending, and this thread sees that its children are gone.
            return;
        }
        delete();
    }

    private void abandon() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        kept = false;
        delete();
    }

    private void delete() {
        beforeDelete.run();
        if (!kept) {
            Shell.run(Duration.ofMinutes(1), List.of("rm", "-rf", folder.toString()));
        }
    }
}
