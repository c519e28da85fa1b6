package io.finops.localstack.command;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;

/** Keeps two {@code up} or {@code down} of one stack from running at once. The kernel frees it when the process ends. */
final class StackLock {
    private StackLock() {}

    static void whileHeld(StackHome home, Runnable work) {
        try (FileChannel channel =
                FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StackException("another ./stack up or down of " + home.root() + " is at work: wait for it");
            }
            work.run();
        } catch (IOException e) {
            throw new StackException("cannot lock " + home.run() + ": " + e, e);
        }
    }
}
