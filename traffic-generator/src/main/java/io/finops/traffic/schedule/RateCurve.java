package io.finops.traffic.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * A rate of requests over time, in requests a second, linear between its points.
 *
 * <pre>{@code
 * RateCurve ramp = RateCurve.through(List.of(new Point(0, 0), new Point(60, 100)));
 * ramp.countUntil(60);   // 3000.0
 * ramp.timeOf(750);      // 30.0
 * }</pre>
 *
 * <p>The count of requests up to a time is the area under the curve, and the time of the n-th request is the inverse of
 * that area. Both are computed in closed form from the start of the curve, so that arrivals cannot drift however long a
 * run lasts. Two points at the same time make a step. Immutable.
 */
public final class RateCurve {
    /** The rate, in requests a second, at a time in seconds after the start. */
    public record Point(double seconds, double rate) {
        public Point {
            if (!Double.isFinite(seconds) || seconds < 0) {
                throw new IllegalArgumentException("a time must be a number of seconds from 0, not " + seconds);
            }
            if (!Double.isFinite(rate) || rate < 0) {
                throw new IllegalArgumentException("a rate must be a number from 0, not " + rate);
            }
        }
    }

    private final double[] times;
    private final double[] rates;
    private final double[] counts;
    private final boolean repeating;

    private RateCurve(List<Point> points, boolean repeating) {
        if (points.size() < 2) {
            throw new IllegalArgumentException("a rate curve needs two points at least");
        }
        if (points.get(0).seconds() != 0) {
            throw new IllegalArgumentException("a rate curve starts at second 0");
        }
        int n = points.size();
        times = new double[n];
        rates = new double[n];
        counts = new double[n];
        for (int i = 0; i < n; i++) {
            times[i] = points.get(i).seconds();
            rates[i] = points.get(i).rate();
            if (i > 0) {
                if (times[i] < times[i - 1]) {
                    throw new IllegalArgumentException(
                            "times must not go back: " + times[i] + " after " + times[i - 1]);
                }
                counts[i] = counts[i - 1] + (times[i] - times[i - 1]) * (rates[i] + rates[i - 1]) / 2;
            }
        }
        if (times[n - 1] <= 0) {
            throw new IllegalArgumentException("a rate curve must last longer than 0 s");
        }
        if (counts[n - 1] <= 0) {
            throw new IllegalArgumentException("every rate is 0: there would be no request");
        }
        this.repeating = repeating;
    }

    /** A curve that ends at its last point. */
    public static RateCurve through(List<Point> points) {
        return new RateCurve(points, false);
    }

    /** A curve that starts again at its last point, for ever. */
    public static RateCurve repeating(List<Point> points) {
        return new RateCurve(points, true);
    }

    /** Seconds to the last point; of a repeating curve, its period. */
    public double seconds() {
        return times[times.length - 1];
    }

    /** The highest rate anywhere, in requests a second. */
    public double peak() {
        double peak = 0;
        for (double rate : rates) {
            peak = Math.max(peak, rate);
        }
        return peak;
    }

    /** The rate at a time; 0 after the end. */
    public double rateAt(double seconds) {
        double t = repeating ? seconds % seconds() : seconds;
        if (t < 0 || t > seconds()) {
            return 0;
        }
        int i = segment(times, t);
        double length = times[i + 1] - times[i];
        return length == 0 ? rates[i + 1] : rates[i] + (rates[i + 1] - rates[i]) * (t - times[i]) / length;
    }

    /** The number of requests expected up to a time: the area under the curve. */
    public double countUntil(double seconds) {
        double whole = 0;
        double t = seconds;
        if (repeating) {
            double periods = Math.floor(seconds / seconds());
            whole = periods * counts[counts.length - 1];
            t = seconds - periods * seconds();
        } else if (t >= seconds()) {
            return counts[counts.length - 1];
        }
        int i = segment(times, t);
        return whole + counts[i] + (t - times[i]) * (rates[i] + rateAt(t)) / 2;
    }

    /** The time at which a count is reached: the inverse of {@link #countUntil}; infinite when it never is. */
    public double timeOf(double count) {
        double total = counts[counts.length - 1];
        double start = 0;
        double c = count;
        if (repeating) {
            double periods = Math.floor(count / total);
            start = periods * seconds();
            c = count - periods * total;
        } else if (c >= total) {
            return Double.POSITIVE_INFINITY;
        }
        int i = segment(counts, c);
        double length = times[i + 1] - times[i];
        double slope = length == 0 ? 0 : (rates[i + 1] - rates[i]) / length;
        double rest = c - counts[i];
        // The root of slope/2 t² + rate t = rest, in the form that stays exact when the slope is almost 0.
        double root = Math.sqrt(Math.max(0, rates[i] * rates[i] + 2 * slope * rest));
        double within = rest == 0 ? 0 : 2 * rest / (rates[i] + root);
        return start + times[i] + within;
    }

    /** The same shape with every rate multiplied. */
    public RateCurve times(double factor) {
        List<Point> points = new ArrayList<>(times.length);
        for (int i = 0; i < times.length; i++) {
            points.add(new Point(times[i], rates[i] * factor));
        }
        return new RateCurve(points, repeating);
    }

    /** The last segment whose beginning is not after the value. */
    private static int segment(double[] starts, double value) {
        int low = 0;
        int high = starts.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= value) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
