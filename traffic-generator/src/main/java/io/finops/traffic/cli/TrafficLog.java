package io.finops.traffic.cli;

import io.finops.traffic.http.Target;
import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.LoadSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of continuous traffic: a line a minute. */
final class TrafficLog {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficLog.class);
    private static final int EVERY = 60;

    private final Target target;
    private final int metricsPort;
    private Distributions times = Distributions.empty();
    private Counts told = Counts.NONE;
    private int seconds;

    TrafficLog(Target target, int metricsPort) {
        this.target = target;
        this.metricsPort = metricsPort;
    }

    void started(LoadSettings settings) {
        LOG.atInfo()
                .addKeyValue("target", target.base().toString())
                .addKeyValue("metrics_port", metricsPort)
                .addKeyValue("mean_rate", settings.plan().curve().countUntil(604_800) / 604_800)
                .addKeyValue("workers", settings.connections())
                .log("traffic_started");
    }

    void second(Interval interval) {
        times.add(interval.times());
        if (++seconds % EVERY == 0) {
            line("traffic", interval.total());
        }
    }

    void stopped(boolean told) {
        LOG.atInfo().addKeyValue("by_signal", told).log("traffic_stopped");
    }

    private void line(String event, Counts total) {
        Counts minute = total.minus(told);
        LOG.atInfo()
                .addKeyValue("sent", minute.of(Event.SENT))
                .addKeyValue("answered", minute.of(Event.Kind.ANSWER))
                .addKeyValue("errors", minute.of(Event.Kind.ERROR))
                .addKeyValue("dropped", minute.of(Event.DROPPED))
                .addKeyValue("p50_ms", times.latency().getValueAtPercentile(50) / 1e6)
                .addKeyValue("p99_ms", times.latency().getValueAtPercentile(99) / 1e6)
                .log(event);
        told = total;
        times = Distributions.empty();
    }
}
