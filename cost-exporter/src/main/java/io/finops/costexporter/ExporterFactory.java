package io.finops.costexporter;

import io.finops.costexporter.aws.AwsClients;
import io.finops.costexporter.aws.Payer;
import io.finops.costexporter.aws.PayerSources;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.config.ConfiguredViews;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.InvalidConfiguration;
import io.finops.costexporter.config.OptionalCollector;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.request.RequestMeter;
import io.finops.costexporter.spend.ViewStore;
import io.finops.costexporter.state.StateLock;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Makes a whole exporter from its configuration. */
public final class ExporterFactory {
    private static final String STATE_DIR = "cost-exporter.state-dir";

    private ExporterFactory() {}

    /** An exporter and what has to be closed after it. */
    public record Running(
            CostExporter exporter, ViewStore store, List<CostView> views, AwsClients clients, StateLock lock)
            implements AutoCloseable {
        /** Whether the bill has been had from disk or from AWS, were it only to hear that there is no data yet. */
        public boolean ready() {
            return CostView.wholeOf(views)
                    .flatMap(whole -> store.get(whole.name()))
                    .isPresent();
        }

        @Override
        public void close() throws IOException {
            clients.close();
            lock.close();
        }
    }

    /** Puts it together and takes the state folder; asks nothing and reads nothing yet. */
    public static Running create(
            ExporterProperties properties,
            AwsCredentialsProvider credentials,
            PrometheusRegistry registry,
            Executor readers,
            Clock clock,
            long seed) {
        ExporterProperties.Aws aws = properties.aws();
        List<CostView> views = ConfiguredViews.of(properties.views());
        int needed = requestsADay(properties, views);
        int perDay = properties.effectiveRequestBudget(needed);
        StateLock lock = lock(properties.stateDir());
        RequestBudget budget = new RequestBudget(properties.stateDir().resolve("requests"), perDay, needed, clock);
        AwsClients clients =
                clients(properties, credentials, 1, new MeteredRequests(budget, !aws.simulated(), registry));
        ViewStore store = new ViewStore(views);
        Assembly assembly = new Assembly(properties, views, store);
        CostExporter exporter = new CostExporter(
                assembly.parts(new PayerSources(payers(properties, clients), aws.maxPages()), registry),
                assembly.identity(clients),
                assembly.origin(),
                properties.stateDir(),
                registry,
                budget,
                readers,
                clock,
                seed);
        return new Running(exporter, store, views, clients, lock);
    }

    /** The paid requests that a day without failures takes. */
    public static int requestsADay(ExporterProperties properties, List<CostView> views) {
        return new Cadence(properties.refreshInterval())
                .requestsADay(
                        views,
                        OptionalCollector.of(
                                properties.collectors(), properties.aws().simulated()),
                        Math.max(1, properties.aws().roles().size()));
    }

    private static StateLock lock(Path stateDir) {
        try {
            return StateLock.take(stateDir)
                    .orElseThrow(() -> new InvalidConfiguration(
                            STATE_DIR, stateDir, "a folder that no other running exporter uses, and one does"));
        } catch (IOException e) {
            throw new InvalidConfiguration(STATE_DIR, stateDir, "a folder that can be written (" + e + ")");
        }
    }

    /** Clients as configured. */
    public static AwsClients clients(
            ExporterProperties properties, AwsCredentialsProvider credentials, int attempts, RequestMeter meter) {
        ExporterProperties.Aws aws = properties.aws();
        return new AwsClients(credentials, Region.of(aws.region()), aws.endpoint(), aws.timeout(), attempts, meter);
    }

    /** Whose bills are read: those of the roles, or of the credentials themselves. */
    public static List<Payer> payers(ExporterProperties properties, AwsClients clients) {
        List<ExporterProperties.Role> roles = properties.aws().roles();
        return roles.isEmpty()
                ? List.of(clients.payer())
                : roles.stream()
                        .map(role -> clients.payer(role.arn(), role.externalId()))
                        .toList();
    }
}
