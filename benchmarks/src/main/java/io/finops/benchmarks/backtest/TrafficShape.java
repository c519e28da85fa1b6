package io.finops.benchmarks.backtest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** How many payments a second are asked for: busy days, quiet nights and weekends, growth, days that differ, and weather that lasts for half an hour. */
final class TrafficShape {
    private static final double PEAK = 10;
    private static final double NIGHT = 0.12;
    private static final double WEEKEND = 0.7;
    private static final double GROWTH_PER_WEEK = 0.01;
    private static final double DAYS_DIFFER = 0.04;
    private static final double WEATHER = 0.05;
    private static final double WEATHER_SECONDS = 1800;
    private static final double SECONDS_PER_WEEK = 7 * 86_400.0;

    private final Chance chance;
    private final long start;
    private double weather;
    private double today = 1;
    private int day = -1;

    TrafficShape(Chance chance, Instant start) {
        this.chance = chance;
        this.start = start.getEpochSecond();
    }

    /** To be asked once each so many seconds, in order. */
    double at(long time, double seconds) {
        ZonedDateTime now = Instant.ofEpochSecond(time).atZone(ZoneOffset.UTC);
        if (now.getDayOfYear() != day) {
            day = now.getDayOfYear();
            today = 1 + DAYS_DIFFER * chance.normal();
        }
        double keeps = Math.exp(-seconds / WEATHER_SECONDS);
        weather = weather * keeps + WEATHER * Math.sqrt(1 - keeps * keeps) * chance.normal();
        double hour = now.toLocalTime().toSecondOfDay() / 3600.0;
        double sun = Math.max(0, Math.cos(2 * Math.PI * (hour - 14.5) / 24) * 0.5 + 0.5);
        boolean weekend = now.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
        double grown = 1 + GROWTH_PER_WEEK * (double) (time - start) / SECONDS_PER_WEEK;
        return PEAK * (NIGHT + (1 - NIGHT) * sun) * (weekend ? WEEKEND : 1) * grown * today * (1 + weather);
    }
}
