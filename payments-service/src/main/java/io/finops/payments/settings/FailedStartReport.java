package io.finops.payments.settings;

import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Why the service does not start, as the one log line that it deserves. */
final class FailedStartReport implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        LoggerFactory.getLogger(FailedStartReport.class)
                .atError()
                .addKeyValue("event", "start_failed")
                .log("cannot start: {}", analysis.getDescription().strip().replaceAll("\\s+", " "));
    }
}
