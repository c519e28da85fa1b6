package io.finops.costexporter.source;

/** AWS could not be asked, or its answer is not to be believed. Carries one of a bounded set of reasons. */
public final class ReadFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    public ReadFailure(FailureReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ReadFailure(FailureReason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public FailureReason reason() {
        return reason;
    }
}
