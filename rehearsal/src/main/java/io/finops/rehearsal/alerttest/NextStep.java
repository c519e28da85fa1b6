package io.finops.rehearsal.alerttest;

import io.finops.localstack.config.Channel;
import io.finops.localstack.config.Channels;
import io.finops.localstack.config.Version;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person can do after a test.
 *
 * @param secrets the folder of the native stack's secrets
 * @param natively whether the native stack is the one that runs here
 * @param alertmanager the release that runs
 */
record NextStep(Path secrets, boolean natively, Version alertmanager) {
    /** The configuration in force lacks this channel. */
    String notConfigured(TestChannel channel) {
        Optional<Channel> needed = channel.channel();
        if (needed.isEmpty()) {
            return "It does not run this repository's configuration.";
        }
        if (!natively) {
            return "Compose: set " + variable(needed.get())
                    + " in .env (docs/alerting.md), then docker compose up -d && docker compose restart alertmanager.";
        }
        return Channels.in(secrets, alertmanager)
                .lacks(needed.get())
                .map(why -> why + "; then ./stack up, which renders the configuration again.")
                .orElse("Its settings are there, but came later: ./stack up renders the configuration again.");
    }

    String delivered(TestChannel channel) {
        return channel == TestChannel.AUDIT
                ? "The trail has it."
                : "Look for it there; the audit trail has it under receiver " + channel.receiver()
                        + ". A second message says that it is over.";
    }

    String failed(TestChannel channel) {
        String where = natively ? "./stack logs alertmanager" : "docker compose logs alertmanager";
        return channel.channel()
                .map(needed -> "Check "
                        + (natively ? secrets.resolve(needed.secret().file()) : variable(needed))
                        + " (Alertmanager reads it for each message); its own words: " + where + ".")
                .orElse("Its own words: " + where + ".");
    }

    private static String variable(Channel channel) {
        return channel.secret().file().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
