package io.finops.report.source;

import java.io.Serial;

/** Something that the report is made from cannot be read. Its message is the one line that a person sees. */
public final class SourceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public SourceException(String message) {
        super(message);
    }

    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
