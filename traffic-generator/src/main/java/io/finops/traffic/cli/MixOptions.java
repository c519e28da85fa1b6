package io.finops.traffic.cli;

import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.PaymentMix;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What the payments are like. */
final class MixOptions {
    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "2000",
            description = "number of returning customers (default ${DEFAULT-VALUE})")
    int customers;

    @Option(
            names = "--currencies",
            paramLabel = "SHARES",
            defaultValue = "USD:52,EUR:28,GBP:12,JPY:8",
            description = "currencies and their weights (default ${DEFAULT-VALUE})")
    String currencies = "";

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            defaultValue = "1%",
            converter = Shares.class,
            description = "share of requests that repeat a recent payment under its key (default ${DEFAULT-VALUE})")
    double duplicates;

    @Option(
            names = "--declines",
            paramLabel = "SHARE",
            defaultValue = "2%",
            converter = Shares.class,
            description = "share of payments by a method that is always declined (default ${DEFAULT-VALUE})")
    double declines;

    @Option(
            names = "--fraud",
            paramLabel = "SHARE",
            defaultValue = "0.5%",
            converter = Shares.class,
            description = "share of payments that look fraudulent (default ${DEFAULT-VALUE})")
    double fraud;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "1",
            description = "how often to repeat a payment of unknown outcome under its key (default ${DEFAULT-VALUE})")
    int retries;

    @Option(
            names = "--retry-delay",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Durations.class,
            description = "pause before the first retry, doubled for each further one (default ${DEFAULT-VALUE})")
    Duration retryDelay = Duration.ofSeconds(1);

    @Option(
            names = "--trace-share",
            paramLabel = "SHARE",
            defaultValue = "0%",
            converter = Shares.class,
            description =
                    "share of requests with a sampled trace context; the slowest are listed, and where"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT is set, each is a span of the generator's own (default ${DEFAULT-VALUE})")
    double traceShare;

    PaymentMix mix() {
        if (retries < 0 || retries > 10) {
            throw new IllegalArgumentException("--retries must be between 0 and 10");
        }
        return new PaymentMix(customers, CurrencyShares.parse(currencies), duplicates, declines, fraud);
    }
}
