package io.finops.rehearsal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many pods were wanted and ready over time.
 *
 * @param samples in the order of time
 */
record Replicas(List<Sample> samples) {
    /** One look at the autoscaler and its pods; seconds since the load began. */
    record Sample(double second, int wanted, int ready) {}

    Replicas {
        samples = List.copyOf(samples);
    }

    /** What was seen from a second on. */
    Replicas from(double second) {
        return new Replicas(
                samples.stream().filter(sample -> sample.second() >= second).toList());
    }

    int first() {
        return samples.isEmpty() ? 0 : samples.get(0).wanted();
    }

    int most() {
        return samples.stream().mapToInt(Sample::wanted).max().orElse(0);
    }

    int last() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).wanted();
    }

    /** Seconds from a moment until as many pods were ready as were ever wanted; empty when they never were. */
    OptionalDouble capacityAfter(double second) {
        return samples.stream()
                .filter(sample -> sample.second() >= second && sample.ready() >= most())
                .mapToDouble(sample -> sample.second() - second)
                .findFirst();
    }

    /** How often more pods were wanted again after it had become fewer: flapping. */
    int rebounds() {
        int rebounds = 0;
        boolean fell = false;
        for (int i = 1; i < samples.size(); i++) {
            int change = samples.get(i).wanted() - samples.get(i - 1).wanted();
            if (change > 0 && fell) {
                rebounds++;
                fell = false;
            }
            fell |= change < 0;
        }
        return rebounds;
    }

    /** The changes alone: {@code 0 s: 2 of 2}, {@code 75 s: 2 of 5}. */
    List<String> changes() {
        List<String> changes = new ArrayList<>();
        Sample before = new Sample(0, -1, -1);
        for (Sample sample : samples) {
            if (sample.wanted() != before.wanted() || sample.ready() != before.ready()) {
                changes.add(Math.round(sample.second()) + " s: " + sample.ready() + " of " + sample.wanted());
            }
            before = sample;
        }
        return changes;
    }
}
