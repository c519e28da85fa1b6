package io.finops.costexporter.refresh;

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
 * Fetches one immutable value whole, serves the newest to any thread, and keeps it over restarts.
 *
 * @param <T> a record that Jackson can write and read
 */
public final class FetchingCollector<T> implements Collector, StateSection<T> {
    private final String name;
    private final Duration interval;
    private final Class<T> type;
    private final BiFunction<Instant, Optional<T>, T> fetch;
    private final boolean paid;
    private final UnaryOperator<Instant> validUntil;
    private final AtomicReference<@Nullable T> latest = new AtomicReference<>();

    /** One that is paid for and whose value lasts. The fetch is given the instant and what is known so far. */
    public FetchingCollector(String name, Duration interval, Class<T> type, BiFunction<Instant, Optional<T>, T> fetch) {
        this(name, interval, type, true, read -> Instant.MAX, fetch);
    }

    /** The same with all that {@link Collector} asks for. */
    public FetchingCollector(
            String name,
            Duration interval,
            Class<T> type,
            boolean paid,
            UnaryOperator<Instant> validUntil,
            BiFunction<Instant, Optional<T>, T> fetch) {
        this.name = name;
        this.interval = interval;
        this.type = type;
        this.paid = paid;
        this.validUntil = validUntil;
        this.fetch = fetch;
    }

    public Optional<T> latest() {
        return Optional.ofNullable(latest.get());
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
