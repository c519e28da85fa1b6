package io.finops.payments.operation;

import io.finops.payments.id.PaymentId;

/** How a request for an operation is answered. */
public sealed interface Taken<T> {
    /** The operation as it was decided, or is still undecided; what was refunded since is not in it when it is replayed. */
    record Done<T>(T operation, boolean replayed) implements Taken<T> {}

    /** Another request with this key is at work. */
    record InFlight<T>() implements Taken<T> {}

    /** The key stands for a different request. */
    record KeyReused<T>() implements Taken<T> {}

    /** More than what is left of the captured amount. */
    record Exceeds<T>(PaymentId payment) implements Taken<T> {}
}
