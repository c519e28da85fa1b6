package io.finops.benchmarks.traffic;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that sends load, from one thread. */
public interface LoadTool {
    /** As reports call it. */
    String name();

    /** The command that sends as fast as it can. */
    List<String> fastest(String url, int seconds, int connections, Path scratch);

    /** The command that sends at a rate, as near as the tool comes to it. */
    List<String> atRate(String url, int seconds, int rate, Path scratch);

    /** What the command needs in its environment. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** What it said of itself, from its output and the files that it left in the scratch folder. */
    Told read(String output, Path scratch);

    /**
     * What a tool says of its own run; times in milliseconds.
     *
     * @param p99 of the latency as the tool understands it
     * @param extra more that only this tool tells, for the JSON
     */
    record Told(
            long requests, double seconds, long errors, double p50, double p99, double max, Map<String, Double> extra) {
        public double rate() {
            return requests / seconds;
        }
    }
}
