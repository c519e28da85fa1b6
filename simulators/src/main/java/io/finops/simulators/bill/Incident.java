package io.finops.simulators.bill;

import java.time.LocalDate;

/**
 * Something that went wrong at the company and shows in its bill: a workload costs a multiple for a few days.
 *
 * @param until the first day after it
 */
public record Incident(LocalDate from, LocalDate until, int workload, double factor) {
    boolean covers(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(until);
    }

    /** One a quarter, in the first days of its second month. */
    static Incident of(long seed, LocalDate day) {
        int quarter = (day.getMonthValue() - 1) / 3;
        int dayOfMonth = 3 + (int) (6 * Chance.share(seed, 71, day.getYear(), quarter));
        LocalDate from = LocalDate.of(day.getYear(), quarter * 3 + 2, dayOfMonth);
        int workload = (int) (6 * Chance.share(seed, 72, day.getYear(), quarter));
        return new Incident(from, from.plusDays(2), workload, 2.2);
    }
}
