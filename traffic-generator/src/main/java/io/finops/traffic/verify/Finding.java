package io.finops.traffic.verify;

/** The result of checking one acknowledged payment. */
public enum Finding {
    /** The stored payment is as it was sent and acknowledged. */
    SOUND,
    /** The service does not know its id. */
    LOST,
    /** Its key leads to another payment: the money moved twice. */
    DOUBLED,
    /** Amount, currency or final state differ from what was sent and acknowledged. */
    CHANGED,
    /** The service gave no usable answer about it. */
    UNCHECKED
}
