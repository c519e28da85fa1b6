package io.finops.rehearsal.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Copies what cost-exporter's {@code history} wrote, under the address of the live exporter so that its series go on, and
 * carries the last day on until now: the hours of today would be a gap otherwise.
 */
final class BillHistory {
    private static final String RUN_RATE = "cloud_bill_run_rate_usd_per_second{cost_basis=\"unblended\"";
    private static final long STEP = Duration.ofMinutes(4).toSeconds();

    private final String instance;
    private final long end;
    private final TreeMap<LocalDate, Double> runRates = new TreeMap<>();

    /** Until an instant, with the address that the live exporter is scraped at. */
    BillHistory(String instance, Instant end) {
        this.instance = instance;
        this.end = end.getEpochSecond();
    }

    /** Copies all but the closing line. */
    void copy(Path file, Writer out) throws IOException {
        String series = "";
        String value = "";
        long last = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                int time = line.lastIndexOf(' ');
                int amount = line.lastIndexOf(' ', time - 1);
                String own = line.substring(0, amount).replace("instance=\"history\"", "instance=\"" + instance + "\"");
                if (!own.equals(series)) {
                    carryOn(series, value, last, out);
                }
                series = own;
                value = line.substring(amount + 1, time);
                last = Long.parseLong(line.substring(time + 1));
                if (last <= end) {
                    OpenMetrics.sample(out, series, value, last);
                }
                if (series.startsWith(RUN_RATE)) {
                    runRates.put(
                            Instant.ofEpochSecond(last).atZone(ZoneOffset.UTC).toLocalDate(),
                            Double.parseDouble(value));
                }
            }
        }
        carryOn(series, value, last, out);
    }

    /** What each day came to, in USD a second, once {@link #copy} has read it. */
    NavigableMap<LocalDate, Double> runRates() {
        return runRates;
    }

    private void carryOn(String series, String value, long last, Writer out) throws IOException {
        for (long time = last + STEP; !series.isEmpty() && time <= end; time += STEP) {
            OpenMetrics.sample(out, series, value, time);
        }
    }
}
