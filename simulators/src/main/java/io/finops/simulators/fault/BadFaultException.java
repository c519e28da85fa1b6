package io.finops.simulators.fault;

/** A fault was switched on with parameters that it does not have or cannot take; the message is one line for people. */
public final class BadFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadFaultException(String message) {
        super(message);
    }
}
