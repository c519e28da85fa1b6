package io.finops.costexporter.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code cost-exporter}. Unknown and impossible values stop the start.
 *
 * @param refreshInterval how often each view of the bill is read
 * @param settlingTime how long after its end a day may settle at the earliest
 * @param unchangedFor how far apart two reads that agree must be for a day to settle; by default a day, and against a
 *     simulator three refreshes if that is less
 * @param stateDir where figures, attempts and spent requests outlive a restart
 * @param refreshTokenFile holds the bearer token of {@code POST /refresh}; without it nobody may
 * @param metricsCredentialsFile holds {@code user:password} for {@code /metrics}; without it, whoever reaches the port may read
 * @param requestBudgetPerDay paid requests a UTC day; by default 12, and 100,000 where nothing is billed
 * @param costBases which cost bases are read, all in one request
 * @param guardrails limits on spend, and what happens when they are passed
 * @param dryRun true keeps every guardrail from acting, whatever it says itself; the environment variable DRY_RUN too.
 *     A text, because a variable that is set to nothing is as good as none
 * @param costExplorer whether the bill is read from Cost Explorer; by default unless there are exports
 * @param focus exports in the FOCUS format that the bill is read from
 * @param collectors what is fetched beside spend, by the words of {@link OptionalCollector}; by default none on AWS, all
 *     of them against a simulator
 * @param views how the bill is split; by default one view by service
 */
@ConfigurationProperties(prefix = "cost-exporter", ignoreUnknownFields = false)
public record ExporterProperties(
        @DefaultValue Aws aws,
        @Nullable Boolean costExplorer,
        @DefaultValue List<FocusProperties> focus,
        @DefaultValue("8h") Duration refreshInterval,
        @DefaultValue("48h") Duration settlingTime,
        @Nullable Duration unchangedFor,
        @DefaultValue("state") Path stateDir,
        @Nullable Path refreshTokenFile,
        @Nullable Path metricsCredentialsFile,
        @Nullable Integer requestBudgetPerDay,
        @DefaultValue("unblended") List<String> costBases,
        @Nullable List<View> views,
        @Nullable List<String> collectors,
        @DefaultValue List<GuardrailRule> guardrails,
        @DefaultValue("") String dryRun) {

    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(1);

    public ExporterProperties {
        if (refreshInterval.compareTo(SHORTEST_REFRESH) < 0) {
            throw new InvalidConfiguration("cost-exporter.refresh-interval", refreshInterval, "at least 1s");
        }
        if (!dryRun.matches("|true|false")) {
            throw new InvalidConfiguration("cost-exporter.dry-run", dryRun, "true or false");
        }
        if (settlingTime.isNegative()) {
            throw new InvalidConfiguration("cost-exporter.settling-time", settlingTime, "0 or more, such as 48h");
        }
        if (unchangedFor != null && unchangedFor.isNegative()) {
            throw new InvalidConfiguration("cost-exporter.unchanged-for", unchangedFor, "0 or more, such as 24h");
        }
        if (requestBudgetPerDay != null && requestBudgetPerDay < 1) {
            throw new InvalidConfiguration("cost-exporter.request-budget-per-day", requestBudgetPerDay, "1 or more");
        }
        if (focus.stream().map(FocusProperties::name).distinct().count() < focus.size()) {
            throw new InvalidConfiguration(
                    "cost-exporter.focus.name",
                    focus.stream().map(FocusProperties::name).toList(),
                    "names that differ");
        }
        if (Boolean.FALSE.equals(costExplorer) && focus.isEmpty()) {
            throw new InvalidConfiguration(
                    "cost-exporter.cost-explorer", false, "true, unless cost-exporter.focus names an export");
        }
        readable("cost-exporter.refresh-token-file", refreshTokenFile);
        readable("cost-exporter.metrics-credentials-file", metricsCredentialsFile);
    }

    private static void readable(String property, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new InvalidConfiguration(property, file, "a file that can be read");
        }
    }

    /** Whether the bill is read from Cost Explorer. */
    public boolean readsCostExplorer() {
        return costExplorer == null ? focus.isEmpty() : costExplorer;
    }

    /** Whether no guardrail may act; nothing where only each guardrail's own word counts. */
    public @Nullable Boolean everyGuardrailDry() {
        return dryRun.isEmpty() ? null : Boolean.valueOf(dryRun);
    }

    /**
     * How to reach AWS.
     *
     * @param endpoint where to send requests instead of AWS, such as a simulator
     * @param region where Cost Explorer is; us-east-1 for all but the separate partitions
     * @param timeout for one attempt of a request
     * @param profile a profile of the AWS configuration files, instead of the default one
     * @param roles whose bills are read and added up, instead of that of the credentials themselves
     * @param maxPages past this many pages an answer counts as endless
     */
    public record Aws(
            @Nullable URI endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("60s") Duration timeout,
            @DefaultValue("200") int maxPages,
            @Nullable String profile,
            @DefaultValue List<Role> roles) {
        private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d");

        public Aws {
            if (!REGION.matcher(region).matches()) {
                throw new InvalidConfiguration(
                        "cost-exporter.aws.region", region, "a region such as us-east-1, or cn-northwest-1 in China");
            }
            if (endpoint != null && (endpoint.getHost() == null || endpoint.getScheme() == null)) {
                throw new InvalidConfiguration(
                        "cost-exporter.aws.endpoint", endpoint, "an absolute URL such as http://127.0.0.1:8082");
            }
            if (timeout.isNegative() || timeout.isZero()) {
                throw new InvalidConfiguration("cost-exporter.aws.timeout", timeout, "more than 0, such as 60s");
            }
            if (roles.stream().map(Role::account).distinct().count() < roles.size()) {
                throw new InvalidConfiguration(
                        "cost-exporter.aws.roles",
                        roles.stream().map(Role::arn).toList(),
                        "roles of different accounts, since one account's bill would count twice");
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
     * A role to assume.
     *
     * @param externalId what its account wants to hear
     * @param alias what people call the account
     * @param labels more that is to be known of the account, for {@code cloud_payer_info}
     */
    public record Role(
            @DefaultValue("") String arn,
            @Nullable String externalId,
            @DefaultValue("") String alias,
            @DefaultValue Map<String, String> labels) {
        private static final Pattern LABEL = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
        private static final Set<String> RESERVED = Set.of("payer_account_id", "payer_alias", "provider");
        private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

        public Role {
            if (!ARN.matcher(arn).matches()) {
                throw new InvalidConfiguration(
                        "cost-exporter.aws.roles.arn", arn, "a role such as arn:aws:iam::123456789012:role/finops");
            }
            labels.keySet().stream()
                    .filter(label -> !LABEL.matcher(label).matches() || RESERVED.contains(label))
                    .findFirst()
                    .ifPresent(label -> {
                        throw new InvalidConfiguration(
                                "cost-exporter.aws.roles.labels",
                                label,
                                "letters, digits and _, other than " + RESERVED);
                    });
        }

        /** The account in {@code arn:aws:iam::123456789012:role/finops}. */
        public String account() {
            return arn.split(":", -1)[4];
        }
    }

    /**
     * A way to split the bill.
     *
     * @param groupBy up to two groupings
     * @param include what is kept; all of these hold
     * @param exclude what is left out
     * @param top how many rows are published by themselves; the rest is folded into one
     * @param daily whether each row's last 35 days are published too, which makes 35 series a row
     * @param billingView the ARN of a billing view that this view is of, instead of the whole bill
     */
    public record View(
            @DefaultValue("") String name,
            @DefaultValue List<String> groupBy,
            @DefaultValue List<Filter> include,
            @DefaultValue List<Filter> exclude,
            @DefaultValue("50") int top,
            @DefaultValue("false") boolean daily,
            @DefaultValue("") String billingView) {}

    /**
     * What a view is limited to.
     *
     * @param by a grouping, such as {@code charge-type} or {@code tag:team}
     * @param values as AWS spells them
     */
    public record Filter(
            @DefaultValue("") String by, @DefaultValue List<String> values) {}

    /**
     * A monthly limit on a part of the bill. Unless told otherwise it decides, logs, counts and publishes, and does not
     * act.
     *
     * @param view the view whose rows are meant; none for the whole bill
     * @param match label values that rows must have
     * @param actualThresholds shares of the limit that month to date may pass
     * @param forecastThresholds shares of the limit that the projected month may pass
     * @param webhook where a breach is posted
     * @param dryRun true by default
     */
    public record GuardrailRule(
            @DefaultValue("") String name,
            @Nullable String view,
            @DefaultValue Map<String, String> match,
            @DefaultValue("0") BigDecimal monthlyLimit,
            @DefaultValue("USD") String currency,
            @DefaultValue({"0.8", "1.0"}) List<Double> actualThresholds,
            @DefaultValue("1.0") List<Double> forecastThresholds,
            @Nullable URI webhook,
            @Nullable Boolean dryRun) {}
}
