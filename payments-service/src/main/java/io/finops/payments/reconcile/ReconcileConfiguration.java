package io.finops.payments.reconcile;

import io.finops.payments.ledger.Operation;
import io.finops.payments.operation.KeyedOperation;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {
    @Bean
    Reconciler reconciler(ReconcileProperties properties, List<KeyedOperation<?, ?>> kinds) {
        return new Reconciler(
                properties.batchSize(),
                kinds.stream().map(kind -> due(kind, properties.batchSize())).toList());
    }

    /** What is undecided and nobody is at work on: the gateway is asked again under its own key. */
    private static <T extends Operation<T>> Supplier<List<Runnable>> due(KeyedOperation<T, ?> kind, int batchSize) {
        return () -> kind.takeDue(batchSize).stream()
                .<Runnable>map(
                        due -> () -> kind.reconcile(due, Backoff.after(due.attempts(), ThreadLocalRandom.current())))
                .toList();
    }
}
