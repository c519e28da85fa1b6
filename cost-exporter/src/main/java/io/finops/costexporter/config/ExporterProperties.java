package io.finops.costexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code cost-exporter}. Unknown and impossible values stop the start.
 *
 * @param refreshInterval how often each view of the bill is read
 * @param settlingTime how long after its end a day may settle at the earliest
 * @param stateDir where figures, attempts and spent requests outlive a restart
 * @param refreshTokenFile holds the bearer token of {@code POST /refresh}; without it nobody may
 * @param requestBudgetPerDay paid requests a UTC day; by default 12, and 100,000 where nothing is billed
 * @param costBases which cost bases are read, all in one request
 * @param collectors what is fetched beside spend: forecast, anomalies, budgets, savings-plans, reservations; by default
 *     none on AWS, all of them against a simulator
 * @param views how the bill is split; by default one view by service
 */
@ConfigurationProperties(prefix = "cost-exporter", ignoreUnknownFields = false)
public record ExporterProperties(
        @DefaultValue Aws aws,
        @DefaultValue("8h") Duration refreshInterval,
        @DefaultValue("24h") Duration settlingTime,
        @DefaultValue("state") Path stateDir,
        @Nullable Path refreshTokenFile,
        @Nullable Integer requestBudgetPerDay,
        @DefaultValue("unblended") List<String> costBases,
        @Nullable List<View> views,
        @Nullable List<String> collectors) {

    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(1);

    public ExporterProperties {
        if (refreshInterval.compareTo(SHORTEST_REFRESH) < 0) {
            throw new InvalidConfiguration("cost-exporter.refresh-interval", refreshInterval, "at least 1s");
        }
        if (settlingTime.isNegative()) {
            throw new InvalidConfiguration("cost-exporter.settling-time", settlingTime, "0 or more, such as 24h");
        }
        if (requestBudgetPerDay != null && requestBudgetPerDay < 1) {
            throw new InvalidConfiguration("cost-exporter.request-budget-per-day", requestBudgetPerDay, "1 or more");
        }
    }

    /**
     * How to reach AWS.
     *
     * @param endpoint where to send requests instead of AWS, such as a simulator
     * @param region where Cost Explorer is; us-east-1 for all but the separate partitions
     * @param timeout for one attempt of a request
     * @param maxPages past this many pages an answer counts as endless
     */
    public record Aws(
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("60s") Duration timeout,
            @DefaultValue("200") int maxPages) {
        public Aws {
            if (endpoint != null && (endpoint.getHost() == null || endpoint.getScheme() == null)) {
                throw new InvalidConfiguration(
                        "cost-exporter.aws.endpoint", endpoint, "an absolute URL such as http://127.0.0.1:8082");
            }
            if (maxPages < 1) {
                throw new InvalidConfiguration("cost-exporter.aws.max-pages", maxPages, "1 or more");
            }
        }

        /** Whether requests go to a host that is not one of AWS's, so that figures are not real and nothing is billed. */
        public boolean simulated() {
            if (endpoint == null) {
                return false;
            }
            String host = endpoint.getHost();
            return !(host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn") || host.endsWith(".aws"));
        }
    }

    /**
     * A way to split the bill.
     *
     * @param groupBy up to two groupings
     * @param include what is kept; all of these hold
     * @param exclude what is left out
     * @param top how many rows are published by themselves; the rest is folded into one
     */
    public record View(
            @DefaultValue("") String name,
            @DefaultValue List<String> groupBy,
            @DefaultValue List<Filter> include,
            @DefaultValue List<Filter> exclude,
            @DefaultValue("50") int top) {}

    /**
     * What a view is limited to.
     *
     * @param by a grouping, such as {@code charge-type} or {@code tag:team}
     * @param values as AWS spells them
     */
    public record Filter(
            @DefaultValue("") String by, @DefaultValue List<String> values) {}

    public int effectiveRequestBudget() {
        if (requestBudgetPerDay != null) {
            return requestBudgetPerDay;
        }
        return aws.simulated() ? 100_000 : 12;
    }
}
