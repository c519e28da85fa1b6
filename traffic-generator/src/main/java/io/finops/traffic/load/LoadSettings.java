package io.finops.traffic.load;

import io.finops.traffic.schedule.ArrivalPlan;
import java.time.Duration;

/**
 * How a run is sent.
 *
 * @param plan when requests are due
 * @param paced whether the plan is followed; if not, each connection sends its next request as soon as the last is
 *     answered, which finds the highest rate but measures no honest latency
 * @param connections maximum number of requests in flight
 * @param eventLoops number of sending threads
 * @param timeout from taking up a request to its answer
 * @param drain how long to wait for answers after the end
 * @param backlog maximum number of arrivals waiting for a connection
 * @param retries how often to repeat a payment of unknown outcome under its key
 * @param retryDelay before the first retry; doubled for each further one
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
