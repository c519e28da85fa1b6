package io.finops.benchmarks;

import java.util.Map;

/** A measurement that people run by hand. To add one, implement this and list it in {@code Benches}. */
public interface Bench {
    /** As it is typed: {@code ./stack bench <name>}. */
    String name();

    /** One line for {@code ./stack bench}. */
    String summary();

    /** The options it understands, without dashes, and their defaults: {@code rounds} → {@code 5}. */
    default Map<String, String> options() {
        return Map.of();
    }

    /** Starts what it needs on free ports, measures, and leaves nothing running. */
    BenchReport run(BenchContext context) throws InterruptedException;
}
