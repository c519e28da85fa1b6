package io.finops.benchmarks.backtest;

import java.util.HashMap;
import java.util.Map;

/** What goes wrong at one moment; as it stands, nothing more than on any day. Shares are of 1. */
final class Conditions {
    boolean serviceDown;
    /** A release runs that uses so many times the processor time for a payment; 1 for any other. */
    double dearer = 1;

    /** Nothing is scraped or evaluated. */
    boolean away;
    /** Prometheus is there, the rest not yet. */
    boolean starting;
    /** Since when this Prometheus evaluates, in seconds since the epoch. */
    long prometheusSince;

    boolean revenueNotPublished;
    boolean reconciliationStuck;
    double traffic = 1;
    double serverErrors = 0.0001;
    double undecided = 0.0001;
    /** Begun, and answered as undecided only ten seconds later. */
    double hanging;

    double slow;
    double slowSeconds = 0.8;
    double declined = 0.04;
    double amounts = 1;
    double captured = 1;
    /** Of what is captured, what the revenue counter sees. */
    double counted = 1;

    double failedAttempts = 0.005;
    double settledLate = 0.00005;
    double fees = 1;
    double spend = 1;
    double forecast = 1;
    boolean billNotRead;
    boolean billNotSettling;

    private final Map<String, Double> gauges = new HashMap<>();
    private final Map<String, Double> counters = new HashMap<>();

    /** Another value than usual; NaN for a series that is not there. */
    void gauge(String series, double value) {
        gauges.put(series, value);
    }

    /** So many a second, which usually stays what it is. */
    void counter(String series, double perSecond) {
        counters.put(series, perSecond);
    }

    double gaugeOr(String series, double usual) {
        return gauges.getOrDefault(series, usual);
    }

    double perSecondOf(String series) {
        return counters.getOrDefault(series, 0.0);
    }
}
