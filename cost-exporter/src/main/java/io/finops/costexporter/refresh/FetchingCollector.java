package io.finops.costexporter.refresh;

import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.state.StateSection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fetches one immutable value whole, publishes the newest, and keeps it over restarts.
 *
 * @param <T> a record that Jackson can write and read
 */
public final class FetchingCollector<T> implements Collector, StateSection<T>, PageSection {
    private final String name;
    private final Duration interval;
    private final Class<T> type;
    private final BiFunction<Instant, Optional<T>, T> fetch;
    private final FetchedPage<T> page;
    private final boolean paid;
    private final UnaryOperator<Instant> validUntil;
    private final AtomicReference<@Nullable T> latest = new AtomicReference<>();

    /** One that is paid for and whose value lasts. The fetch is given the instant and what is known so far. */
    public FetchingCollector(
            String name,
            Duration interval,
            Class<T> type,
            BiFunction<Instant, Optional<T>, T> fetch,
            FetchedPage<T> page) {
        this(name, interval, type, fetch, page, true, read -> Instant.MAX);
    }

    /** The same with all that {@link Collector} asks for. */
    public FetchingCollector(
            String name,
            Duration interval,
            Class<T> type,
            BiFunction<Instant, Optional<T>, T> fetch,
            FetchedPage<T> page,
            boolean paid,
            UnaryOperator<Instant> validUntil) {
        this.name = name;
        this.interval = interval;
        this.type = type;
        this.fetch = fetch;
        this.page = page;
        this.paid = paid;
        this.validUntil = validUntil;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean paid() {
        return paid;
    }

    @Override
    public Instant validUntil(Instant read) {
        return validUntil.apply(read);
    }

    @Override
    public boolean hasFigures() {
        return latest.get() != null;
    }

    @Override
    public List<Object> collect(Instant now, boolean thorough) {
        T before = latest.get();
        T after = fetch.apply(now, Optional.ofNullable(before));
        latest.set(after);
        return List.of("changed", !after.equals(before));
    }

    @Override
    public List<String> collectors() {
        return List.of(name);
    }

    @Override
    public List<MetricFamily> families() {
        return page.families();
    }

    @Override
    public void write(PageBuilder builder, Instant now) {
        T value = latest.get();
        if (value != null) {
            page.write(builder, value, now);
        }
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public @Nullable T save() {
        return latest.get();
    }

    @Override
    public void restore(T saved) {
        latest.set(saved);
    }
}
