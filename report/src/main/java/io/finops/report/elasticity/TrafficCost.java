package io.finops.report.elasticity;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a day costs without a payment, and what one more payment costs.
 *
 * <p>Every day is compared with the same weekday of the week before: a weekday pattern and steady growth, of the bill or of traffic, are in both and cancel out. The marginal cost is the
 * {@linkplain Slope slope} of the change of cost over the change of payments, the fixed cost the median of what it leaves of the days. A charge or credit of one day is in neither.
 *
 * <p>What falls and rises together is claimed to be related only if the slope's lower bound is above zero: in one of forty cases by chance.
 *
 * @param days that it rests on, at least {@link #FEWEST_DAYS}
 * @param paymentsPerDay their median
 * @param fixed USD a day
 * @param marginal USD a payment; 0 without a relation
 * @param lower of the marginal cost, in 39 of 40 cases; 0 without a relation
 * @param upper likewise; never above what a payment costs on average, because no day costs less than nothing
 * @param fit what share of the changes from week to week payments explain, 0 to 1: one less the squared ratio of the median deviations after and before
 * @param oneOff USD a day that is beside both on average: charges and credits of single days, weekdays of the bill's own
 */
public record TrafficCost(
        int days,
        double paymentsPerDay,
        double fixed,
        double marginal,
        double lower,
        double upper,
        double fit,
        double oneOff) {
    /** Below two weeks there is no week to compare with. */
    public static final int FEWEST_DAYS = 14;

    private static final int WEEK = 7;
    /**
     * A day is in two differences, with opposite signs: neighbours seven days apart correlate by -1/2 in cost and payments alike, which makes the variance of their covariance
     * 1 + 2 × (1/2)² times that of independent ones (Bartlett's formula).
     */
    private static final double DEPENDENCE = 1.5;

    /** Nothing below {@link #FEWEST_DAYS} days with payments. The order of the days does not matter. */
    public static Optional<TrafficCost> fit(List<DayCost> settled) {
        List<DayCost> days = settled.stream().filter(day -> day.payments() > 0).toList();
        if (days.size() < FEWEST_DAYS) {
            return Optional.empty();
        }
        Map<LocalDate, DayCost> byDate = new HashMap<>();
        days.forEach(day -> byDate.put(day.day(), day));
        List<DayCost> changes = days.stream()
                .filter(day -> byDate.containsKey(day.day().minusDays(WEEK)))
                .map(day -> {
                    DayCost before = byDate.getOrDefault(day.day().minusDays(WEEK), day);
                    return new DayCost(day.day(), day.payments() - before.payments(), day.usd() - before.usd());
                })
                .toList();
        Slope slope = Slope.through(payments(changes), usd(changes), DEPENDENCE);
        double most = Math.max(
                0,
                Medians.of(days.stream()
                        .mapToDouble(day -> day.usd() / day.payments())
                        .toArray()));
        boolean related = slope.lower() > 0;
        double marginal = related ? Math.min(slope.value(), most) : 0;
        double rest = Medians.of(without(marginal, days));
        double fixed = related ? Math.max(0, rest) : rest;
        double left = days.stream().mapToDouble(DayCost::usd).average().orElse(0)
                - marginal
                        * days.stream().mapToDouble(DayCost::payments).average().orElse(0)
                - fixed;
        return Optional.of(new TrafficCost(
                days.size(),
                Medians.of(payments(days)),
                fixed,
                marginal,
                related ? Math.min(slope.lower(), most) : 0,
                Math.min(Math.max(slope.upper(), 0), most),
                related ? explained(changes, marginal) : 0,
                left));
    }

    /** Whether cost is seen to follow payments. */
    public boolean related() {
        return lower > 0;
    }

    /** USD a day that is left for {@link #fixed} if a payment costs so much: whatever it costs, a typical day costs what it did. */
    public double fixedAt(double marginalCost) {
        return fixed + (marginal - marginalCost) * paymentsPerDay;
    }

    /** Of the fixed cost, if a payment costs as much as it may; a day costs nothing at least. */
    public double fixedLower() {
        return Math.min(fixed, Math.max(0, fixedAt(upper)));
    }

    /** Of the fixed cost, if a payment costs as little as it may. */
    public double fixedUpper() {
        return fixedAt(lower);
    }

    private static double explained(List<DayCost> changes, double marginal) {
        double before = Medians.deviation(usd(changes));
        double after = Medians.deviation(without(marginal, changes));
        return before == 0 ? 0 : Math.max(0, 1 - (after / before) * (after / before));
    }

    private static double[] without(double marginal, List<DayCost> days) {
        return days.stream()
                .mapToDouble(day -> day.usd() - marginal * day.payments())
                .toArray();
    }

    private static double[] payments(List<DayCost> days) {
        return days.stream().mapToDouble(DayCost::payments).toArray();
    }

    private static double[] usd(List<DayCost> days) {
        return days.stream().mapToDouble(DayCost::usd).toArray();
    }
}
