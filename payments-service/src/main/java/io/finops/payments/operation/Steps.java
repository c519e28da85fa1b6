package io.finops.payments.operation;

import io.finops.payments.gateway.GatewayAnswer;
import java.util.Optional;

/**
 * What is different about payments and refunds.
 *
 * @param <T> the operation
 * @param <D> what the gateway decides about it
 */
public interface Steps<T, D> {
    /** What asking the gateway is called in a trace. */
    String name();

    /** A failed operation is tried again. */
    default void claimedAgain() {}

    GatewayAnswer<D> ask(T operation);

    /** Commits what the gateway decided and counts it. Empty when another process was faster, and has counted. */
    Optional<T> commit(T operation, D decision);

    /** The same for what the gateway certainly did not process. */
    Optional<T> commitFailure(T operation);
}
