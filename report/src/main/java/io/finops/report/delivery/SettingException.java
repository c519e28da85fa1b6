package io.finops.report.delivery;

/** A setting that cannot be; the message is one line that names it, without its value where that is a secret. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SettingException(String message) {
        super(message);
    }
}
