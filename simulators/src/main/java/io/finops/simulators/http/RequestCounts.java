package io.finops.simulators.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Requests by outcome, for one part. Outcomes are a small fixed set in the caller's code. Thread-safe. */
public final class RequestCounts {
    private final Map<String, LongAdder> byOutcome = new ConcurrentHashMap<>();

    public RequestCounts(String... outcomes) {
        for (String outcome : outcomes) {
            byOutcome.put(outcome, new LongAdder());
        }
    }

    public void count(String outcome) {
        LongAdder adder = byOutcome.get(outcome);
        if (adder == null) {
            adder = byOutcome.computeIfAbsent(outcome, any -> new LongAdder());
        }
        adder.increment();
    }

    public void forEach(BiConsumer<String, Long> consumer) {
        new TreeMap<>(byOutcome).forEach((outcome, adder) -> consumer.accept(outcome, adder.sum()));
    }
}
