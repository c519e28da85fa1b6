package io.finops.rehearsal.drill;

import java.util.Map;

/**
 * A rehearsal against the running stack, native or Compose. To add one, implement this and list it in {@code Drills}; most faults that end in
 * an alert are an {@link AlertDrill} and need no class of their own.
 */
public interface Drill {
    /** As it is typed: {@code ./stack drill <name>}. */
    String name();

    /** One line for {@code ./stack drill --help}. */
    String summary();

    /** The options it understands beside the common ones, without dashes, and their defaults: {@code kills} → {@code 20}. */
    default Map<String, String> options() {
        return Map.of();
    }

    /** Whether {@code ./stack drill all} runs it. */
    default boolean partOfAll() {
        return true;
    }

    /** False for one that starts everything it needs itself, on free ports. */
    default boolean needsStack() {
        return true;
    }

    /** True for one that is about Kubernetes: {@code ./stack drill cluster --kubernetes} runs all of these. */
    default boolean needsCluster() {
        return false;
    }

    /** Injects, observes, heals. What it broke must be whole again when it returns or throws. */
    DrillReport run(DrillContext context) throws InterruptedException;
}
