package io.finops.traffic.load;

/** Called for every payment that the target acknowledged. Runs on the sending path: must neither block nor throw. */
@FunctionalInterface
public interface Acknowledgements {
    /** Ignores them. */
    Acknowledgements IGNORED = (payment, status, id) -> {};

    /**
     * A payment was answered with an id.
     *
     * @param payment the number of the arrival that the payment was first sent for
     * @param status the status in the answer
     * @param id the target's id for it
     */
    void acknowledged(long payment, String status, String id);
}
