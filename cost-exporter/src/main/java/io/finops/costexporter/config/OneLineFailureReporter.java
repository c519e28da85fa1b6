package io.finops.costexporter.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Reports why a start failed in one line; Spring's own report of many lines is switched off. */
final class OneLineFailureReporter implements FailureAnalysisReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineFailureReporter.class);

    @Override
    public void report(FailureAnalysis analysis) {
        LOG.error("cannot start: {}", analysis.getDescription().strip().replaceAll("\\s+", " "));
    }
}
