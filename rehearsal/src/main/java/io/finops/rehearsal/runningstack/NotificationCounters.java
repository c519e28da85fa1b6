package io.finops.rehearsal.runningstack;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alertmanager's own count of what it sent by one integration. Every receiver that uses the integration counts in.
 *
 * @param requests attempts, repeated ones included
 * @param failedRequests attempts that failed, whether or not a later one got through
 * @param failed notifications that were given up, by reason; Alertmanager 0.25 gives none, which is {@code other} here
 */
public record NotificationCounters(long requests, long failedRequests, Map<String, Long> failed) {
    private static final Pattern SAMPLE =
            Pattern.compile("alertmanager_notification(s_failed|_requests|_requests_failed)_total\\{(.*)} ([0-9.e+]+)");
    private static final Pattern REASON = Pattern.compile("reason=\"([^\"]*)\"");

    public NotificationCounters {
        failed = Map.copyOf(failed);
    }

    static NotificationCounters parse(String page, String integration) {
        long requests = 0;
        long failedRequests = 0;
        Map<String, Long> failed = new TreeMap<>();
        for (String line : page.lines().toList()) {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches() && sample.group(2).contains("integration=\"" + integration + "\"")) {
                long value = (long) Double.parseDouble(sample.group(3));
                switch (sample.group(1)) {
                    case "_requests" -> requests += value;
                    case "_requests_failed" -> failedRequests += value;
                    default -> {
                        Matcher reason = REASON.matcher(sample.group(2));
                        failed.merge(reason.find() ? reason.group(1) : "other", value, Long::sum);
                    }
                }
            }
        }
        return new NotificationCounters(requests, failedRequests, failed);
    }

    /** Attempts that got through. */
    public long delivered() {
        return requests - failedRequests;
    }

    /** Notifications that were given up. */
    public long givenUp() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The reasons for which more was given up than before, for a person; empty when there is none. */
    public String newReasons(NotificationCounters before) {
        return String.join(
                ", ",
                failed.entrySet().stream()
                        .filter(entry -> entry.getValue() > before.failed.getOrDefault(entry.getKey(), 0L))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .toList());
    }
}
