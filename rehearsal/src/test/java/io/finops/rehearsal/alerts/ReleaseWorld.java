package io.finops.rehearsal.alerts;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Releases of payments-service one after the other, as a rule test of promtool. Payments come at random, 1 to 11 a second over some hours; each process warms up in its own way, with compilers of its own, and
 * needs 10 ms of a core for a payment, give or take a tenth.
 */
final class ReleaseWorld {
    /** Between two releases, in samples. */
    static final int APART = 80;

    private static final int STEP = 15;
    /** The old one still answers while the new one takes over. */
    private static final int OVERLAP = 2;

    private static final double CORES = 0.03;
    private static final double CORE_SECONDS = 0.010;

    private final SplittableRandom random;
    private final StringBuilder series = new StringBuilder();
    private int released;

    ReleaseWorld(long seed) {
        random = new SplittableRandom(seed);
    }

    /** When the next release starts, in seconds. */
    int now() {
        return released * APART * STEP;
    }

    /** @param dearer how many times the processor time of a payment */
    void release(double dearer) {
        Map<String, StringBuilder> values = new LinkedHashMap<>();
        double warm = 2.5 + random.nextDouble();
        double decay = 60 + 90 * random.nextDouble();
        double cpu = 0;
        double compiler = 0;
        double approved = 0;
        double worth = 0;
        for (int sample = 0; sample < APART + OVERLAP; sample++) {
            double age = sample * STEP;
            double rate = 6 - 5 * Math.cos((now() + age) / 7200);
            int payments = sample < OVERLAP || sample >= APART ? 0 : poisson(rate * STEP);
            double slower = 1 + (warm - 1) * Math.exp(-age / decay);
            double used = CORE_SECONDS * dearer * payments * slower * (0.9 + 0.2 * random.nextDouble());
            double compiled = STEP * 0.3 * Math.exp(-age / decay);
            approved += payments;
            cpu += STEP * CORES + used + compiled;
            compiler += compiled;
            worth += payments * 74 * (0.9 + 0.2 * random.nextDouble());
            add(values, "transactions_total", ",status=\"approved\"", approved);
            add(values, "process_cpu_time_ns_total", "", cpu * 1e9);
            add(values, "process_compiler_cpu_seconds_total", "", compiler);
            add(values, "hikaricp_connections_usage_seconds_count", "", 3.7 * approved);
            add(values, "gateway_fees_usd_total", "", 0.033 * worth);
            add(values, "transaction_amount_usd_sum", "", worth);
            add(values, "jvm_memory_committed_bytes", ",area=\"heap\"", 268_435_456);
            add(values, "process_start_time_seconds", "", now());
            add(values, "app_build_info", ",version=\"" + released + ".0\",commit=\"c" + released + "\"", 1);
        }
        String before = released == 0 ? "" : "_x" + released * APART + " ";
        values.forEach((name, all) -> series.append("      - series: ")
                .append(name)
                .append("\n        values: ")
                .append(before)
                .append(all)
                .append('\n'));
        released++;
    }

    private void add(Map<String, StringBuilder> values, String name, String labels, double value) {
        values.computeIfAbsent(
                        name + "{job=\"payments-service\",instance=\"p" + released + "\"" + labels + "}",
                        key -> new StringBuilder())
                .append(String.format(Locale.ROOT, "%.6g ", value));
    }

    private int poisson(double mean) {
        int count = 0;
        for (double left = mean; (left += Math.log(1 - random.nextDouble())) > 0; ) {
            count++;
        }
        return count;
    }

    /** The input series of a rule test with an interval of 15 s. */
    String series() {
        return series.toString();
    }
}
