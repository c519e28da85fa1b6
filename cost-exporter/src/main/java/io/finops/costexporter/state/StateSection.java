package io.finops.costexporter.state;

import org.jspecify.annotations.Nullable;

/**
 * A part of the program that outlives restarts.
 *
 * @param <T> what is written, as Jackson sees it
 */
public interface StateSection<T> {
    String name();

    Class<T> type();

    /** What is to be kept, if anything. Called by the thread that changes it. */
    @Nullable
    T save();

    /** Takes over what was kept. Called before anything else uses the part. */
    void restore(T saved);
}
