package io.finops.localstack;

import java.io.Serial;

/** Something a person can act on. Its message is the one line they see. */
public class StackException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
