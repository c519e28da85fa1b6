package io.finops.report.delivery;

/** Where reports are sent. */
public interface Channel {
    /**
     * Returns when it is taken.
     *
     * @throws DeliveryException if it is not. Nobody is waited for longer than ten seconds to connect and thirty for an answer
     */
    void send(Letter letter);

    /** Whom it reaches, for people; no secret. */
    @Override
    String toString();
}
