package io.finops.report.delivery;

/** Where reports are sent. */
public interface Channel {
    /**
     * Returns when it is taken.
     *
     * @throws DeliveryException if it is not, after a minute at most
     */
    void send(Letter letter);

    /** Whom it reaches, for people; no secret. */
    @Override
    String toString();
}
