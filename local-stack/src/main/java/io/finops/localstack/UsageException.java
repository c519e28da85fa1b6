package io.finops.localstack;

import java.io.Serial;

/** The command line is wrong: nothing was done, and the exit code says so. */
public final class UsageException extends StackException {
    @Serial
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
