package io.finops.report.delivery;

/** A report that was not sent; the message is one line for people, without any secret. */
public final class DeliveryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeliveryException(String message) {
        super(message);
    }

    DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
