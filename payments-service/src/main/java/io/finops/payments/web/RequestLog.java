package io.finops.payments.web;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for a request of the API: always for one that failed, is undecided or was slow; for any other if its trace is sampled, so
 * that each trace has its line. What clients do wrong is no failure: they could fill the disk with it. Thread-safe.
 */
final class RequestLog {
    /** The latency objective. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int FAILURES_A_SECOND = 100;

    private static final Logger LOG = LoggerFactory.getLogger("request");

    private final LineLimit failures = new LineLimit(FAILURES_A_SECOND, System::nanoTime);
    private final Tracer tracer;

    RequestLog(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Writes the line, if there is to be one. */
    void ended(
            Endpoint endpoint,
            RequestOutcome outcome,
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            long nanos) {
        boolean failed = outcome == RequestOutcome.SERVER_ERROR || outcome == RequestOutcome.UNDECIDED;
        boolean slow = nanos >= SLOW_NANOS;
        if (!failed && !slow && !sampled()) {
            return;
        }
        long leftOut = failed ? failures.admit() : 0;
        if (leftOut < 0) {
            return;
        }
        LoggingEventBuilder line = (failed ? LOG.atWarn() : LOG.atInfo())
                .addKeyValue("event", failed ? "request_failed" : "request_completed")
                .addKeyValue("method", request.getMethod())
                .addKeyValue("route", endpoint.route())
                .addKeyValue("status", status)
                .addKeyValue("outcome", outcome.label())
                .addKeyValue("seconds", nanos / 1e9)
                .addKeyValue("request_bytes", Math.max(0, request.getContentLengthLong()));
        if (slow) {
            line = line.addKeyValue("slow", true);
        }
        if (leftOut > 0) {
            line = line.addKeyValue("left_out", leftOut);
        }
        String paymentId = RequestFacts.paymentId(request, response).orElse(null);
        if (paymentId != null) {
            line = line.addKeyValue("payment_id", paymentId);
        }
        String merchantId = RequestFacts.merchantId(request).orElse(null);
        if (merchantId != null) {
            line = line.addKeyValue("merchant_id", merchantId);
        }
        line.log(failed ? "request failed" : "request completed");
    }

    private boolean sampled() {
        Span around = tracer.currentSpan();
        return around != null && Boolean.TRUE.equals(around.context().sampled());
    }
}
