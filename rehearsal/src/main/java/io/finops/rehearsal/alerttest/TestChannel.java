package io.finops.rehearsal.alerttest;

import io.finops.localstack.config.Channel;
import java.util.Locale;
import java.util.Optional;

/** What can be tested: the channels that people read, and the audit trail. */
enum TestChannel {
    TELEGRAM,
    SLACK,
    PAGERDUTY,
    AUDIT;

    /** What Alertmanager calls the way there, in its metrics and its configuration. */
    String integration() {
        return this == AUDIT ? "webhook" : toString();
    }

    /** The receiver whose only outside channel is this one. */
    String receiver() {
        return this == AUDIT ? "audit" : "test-" + this;
    }

    /** Its settings; the audit has none that a person provides. */
    Optional<Channel> channel() {
        return Channel.named(toString());
    }

    /** As the command line and the alert's label spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
