package io.finops.simulators.gateway;

/** A request that the gateway refuses as malformed; the message is one line for people. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message, null, false, false);
    }
}
