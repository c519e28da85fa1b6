package io.finops.costexporter.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.concurrent.atomic.AtomicInteger;

/** What requests to AWS know of the refresh that they belong to. Thread-safe. */
public final class RefreshContext {
    private static final ContextKey<AtomicInteger> PAGE = ContextKey.named("cost-exporter.page");

    private RefreshContext() {}

    static Context of(Span refresh) {
        return Context.root().with(refresh).with(PAGE, new AtomicInteger());
    }

    /**
     * Which page of an answer the next request of the current refresh asks for, from 1.
     *
     * @param continued whether it goes on where the last one ended
     */
    public static int page(boolean continued) {
        AtomicInteger page = Context.current().get(PAGE);
        return page == null ? 1 : page.updateAndGet(last -> continued ? last + 1 : 1);
    }
}
