package io.finops.traffic.load;

/** Told of every payment that the target acknowledged. Called on the sending path: must neither block nor throw. */
@FunctionalInterface
public interface Acknowledgements {
    /** Nobody wants to know. */
    Acknowledgements IGNORED = (payment, status, id) -> {};

    /**
     * A payment was answered with an id.
     *
     * @param payment the number of the arrival that the payment was first sent for
     * @param status what the target said of it
     * @param id the target's id of it
     */
    void acknowledged(long payment, String status, String id);
}
