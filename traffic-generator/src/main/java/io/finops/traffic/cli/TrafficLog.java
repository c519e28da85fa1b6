package io.finops.traffic.cli;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.http.Target;
import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.HttpAnswers;
import io.finops.traffic.load.Interval;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.Slowest;
import io.finops.traffic.verdict.Diagnosis;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** The log of continuous traffic: one line per minute. */
final class TrafficLog {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficLog.class);
    private static final int EVERY = 60;

    private final Target target;
    private final Diagnosis diagnosis;
    private final int metricsPort;
    private Distributions times = Distributions.empty();
    private Counts told = Counts.NONE;
    private Map<Integer, Long> answersTold = Map.of();
    private @Nullable Slowest slowest;
    private int seconds;

    TrafficLog(Target target, @Nullable ApiKey key, int metricsPort) {
        this.target = target;
        this.diagnosis = new Diagnosis(target.base(), key);
        this.metricsPort = metricsPort;
    }

    void started(LoadSettings settings) {
        LOG.atInfo()
                .addKeyValue("target", target.base().toString())
                .addKeyValue("metrics_port", metricsPort)
                .addKeyValue("mean_rate", settings.plan().curve().countUntil(604_800) / 604_800)
                .addKeyValue("connections", settings.connections())
                .log("traffic_started");
    }

    void second(Interval interval) {
        times.add(interval.times());
        slowest = Slowest.of(slowest, interval.slowest());
        if (++seconds % EVERY == 0) {
            minute(interval);
        }
    }

    void stopped(boolean told) {
        LOG.atInfo().addKeyValue("by_signal", told).log("traffic_stopped");
    }

    private void minute(Interval interval) {
        Counts minute = interval.total().minus(told);
        List<HttpAnswers> answers = interval.answers().stream()
                .map(a -> new HttpAnswers(a.status(), a.count() - answersTold.getOrDefault(a.status(), 0L), a.said()))
                .filter(a -> a.count() > 0)
                .toList();
        if (minute.decided() == 0 && minute.ended() > 0) {
            LOG.warn(diagnosis.of(answers, minute.map(Event.Kind.ERROR)));
        }
        LoggingEventBuilder line = LOG.atInfo();
        if (slowest != null) {
            line = line.addKeyValue("slowest_ms", slowest.nanos() / 1e6).addKeyValue("trace_id", slowest.traceId());
        }
        line.addKeyValue("sent", minute.of(Event.SENT))
                .addKeyValue("answered", minute.of(Event.Kind.ANSWER))
                .addKeyValue("errors", minute.of(Event.Kind.ERROR))
                .addKeyValue("dropped", minute.of(Event.DROPPED))
                .addKeyValue("p50_ms", times.latency().getValueAtPercentile(50) / 1e6)
                .addKeyValue("p99_ms", times.latency().getValueAtPercentile(99) / 1e6)
                .log("traffic");
        told = interval.total();
        answersTold = interval.answers().stream().collect(Collectors.toMap(HttpAnswers::status, HttpAnswers::count));
        times = Distributions.empty();
        slowest = null;
    }
}
