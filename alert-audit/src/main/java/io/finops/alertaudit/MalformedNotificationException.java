package io.finops.alertaudit;

/** The body of a request is not a notification of Alertmanager; its message may be shown to the sender. */
final class MalformedNotificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedNotificationException(String message) {
        super(message);
    }
}
