package io.finops.traffic.load;

import io.finops.traffic.schedule.ArrivalPlan;
import java.time.Duration;

/**
 * How a run is sent.
 *
 * @param plan when requests are due
 * @param paced whether the plan is followed; if not, every connection sends its next request as soon as the last is
 *     answered, which finds the highest rate and measures no honest latency
 * @param connections most requests in flight at a time
 * @param eventLoops how many threads send
 * @param timeout from taking up a request to its answer
 * @param drain how long, after the end, answers are waited for
 * @param backlog most arrivals that wait for a connection
 * @param retries how often a payment with an unknown outcome is repeated with its key
 * @param retryDelay before the first repetition; doubled for each further one
 * @param traceShare share of requests that carry a trace context
 */
public record LoadSettings(
        ArrivalPlan plan,
        boolean paced,
        int connections,
        int eventLoops,
        Duration timeout,
        Duration drain,
        int backlog,
        int retries,
        Duration retryDelay,
        double traceShare) {}
