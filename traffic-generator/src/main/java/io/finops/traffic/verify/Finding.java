package io.finops.traffic.verify;

/** What the check says of one acknowledged payment. */
public enum Finding {
    /** The service has it as it was sent and answered. */
    SOUND,
    /** The service does not know its id. */
    LOST,
    /** Its key leads to another payment: the money moved twice. */
    DOUBLED,
    /** Amount, currency or a final state are not what was sent and answered. */
    CHANGED,
    /** The service gave no usable answer about it. */
    UNCHECKED
}
