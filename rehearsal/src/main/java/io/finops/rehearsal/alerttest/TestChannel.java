package io.finops.rehearsal.alerttest;

import io.finops.localstack.config.Channel;
import java.util.Optional;

/** What can be tested: the channels that people read, and the audit trail. */
enum TestChannel {
    telegram,
    slack,
    pagerduty,
    audit;

    /** What Alertmanager calls the way there, in its metrics and its configuration. */
    String integration() {
        return this == audit ? "webhook" : name();
    }

    /** The receiver whose only outside channel is this one. */
    String receiver() {
        return this == audit ? "audit" : "test-" + name();
    }

    /** Its settings; the audit has none that a person provides. */
    Optional<Channel> channel() {
        return Channel.named(name());
    }
}
