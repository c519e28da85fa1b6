package io.finops.costexporter.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts its reads, and does in each what a test tells it to. */
final class FakeCollector implements Collector {
    static final Duration INTERVAL = Duration.ofHours(8);

    private final String name;
    int reads;
    int thorough;
    boolean paid;
    Duration worth = Duration.ofDays(365);
    List<Object> tells = List.of();
    Runnable asks = () -> {};

    @Nullable
    Throwable failure;

    FakeCollector(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public boolean paid() {
        return paid;
    }

    @Override
    public Instant validUntil(Instant read) {
        return read.plus(worth);
    }

    @Override
    public boolean hasFigures() {
        return false;
    }

    @Override
    public List<Object> collect(Instant now, boolean all) {
        reads++;
        thorough += all ? 1 : 0;
        if (paid) {
            asks.run();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return tells;
    }
}
