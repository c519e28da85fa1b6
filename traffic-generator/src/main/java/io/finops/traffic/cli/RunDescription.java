package io.finops.traffic.cli;

import io.finops.traffic.http.Target;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.Transport;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The settings of a run for its summary: enough to repeat it. */
record RunDescription(
        Target target, LoadSettings settings, ShapeOptions shape, PaceOptions pace, MixOptions mix, long keySeed) {
    ObjectNode json(Instant startedAt) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("startedAt", startedAt.toString());
        head.putObject("tool")
                .put("name", "traffic-generator")
                .put("version", Version.text())
                .put("java", Runtime.version().toString())
                .put("transport", Transport.best().name().toLowerCase(Locale.ROOT));
        head.put("target", target.base().toString());
        head.set("settings", settingsJson());
        return head;
    }

    private ObjectNode settingsJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("paced", settings.paced());
        node.put("profile", shape.name());
        node.put("arrivals", shape.arrivals.name().toLowerCase(Locale.ROOT));
        if (settings.paced() && shape.rates == null) {
            node.put("rps", pace.rps());
        }
        if (shape.rates != null) {
            node.put("rates", shape.rates.toString());
        }
        node.put("durationSeconds", settings.plan().duration().toNanos() / 1e9);
        node.put("connections", settings.connections());
        // The name of schema version 1.
        node.put("workers", settings.connections());
        node.put("eventLoops", settings.eventLoops());
        node.put("backlog", settings.backlog());
        node.put("timeoutSeconds", settings.timeout().toNanos() / 1e9);
        node.put("seed", pace.seed());
        node.put("keySeed", keySeed);
        node.put("customers", mix.customers);
        node.put("currencies", mix.currencies);
        node.put("duplicates", mix.duplicates);
        node.put("declines", mix.declines);
        node.put("fraud", mix.fraud);
        node.put("retries", mix.retries);
        node.put("traceShare", mix.traceShare);
        return node;
    }
}
