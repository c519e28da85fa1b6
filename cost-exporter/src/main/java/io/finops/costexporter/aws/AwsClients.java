package io.finops.costexporter.aws;

import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.FocusProperties;
import io.finops.costexporter.focus.ExportPlace;
import io.finops.costexporter.focus.FocusSource;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.source.AccountIdentity;
import io.opentelemetry.api.OpenTelemetry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.LimitExceededException;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.Lazy;

/** Makes SDK clients, each when it is first used, that share one HTTP client, one endpoint override and one meter. */
public final class AwsClients implements AutoCloseable {
    private final Credentials credentials;
    private final ExporterProperties.Aws aws;
    private final SdkHttpClient http;
    private final ClientOverrideConfiguration overrides;
    private final Lazy<List<Payer>> payers = new Lazy<>(this::configuredPayers);

    /**
     * @param attempts 1 where a schedule repeats what failed: it survives a restart, knows the request budget, and is not
     *     put to sleep for hours by an answer's {@code Retry-After}
     */
    public AwsClients(
            Credentials credentials,
            ExporterProperties.Aws aws,
            int attempts,
            MeteredRequests meter,
            OpenTelemetry telemetry) {
        this.credentials = credentials;
        this.aws = aws;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(aws.timeout())
                .socketTimeout(aws.timeout())
                .build();
        this.overrides = ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new MeteringInterceptor(meter))
                .addExecutionInterceptor(new CallSpans(telemetry))
                .apiCallAttemptTimeout(aws.timeout())
                .apiCallTimeout(aws.timeout().multipliedBy(2))
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        // Cost Explorer throttles with HTTP 400, which the SDK by itself does not repeat.
                        .retryOnException(LimitExceededException.class)
                        .treatAsThrottling(failure -> failure instanceof LimitExceededException)
                        .build())
                .build();
    }

    /** Whose bills are read: those of the roles, or of the credentials themselves. The same ones each time, because each assumes its role once. */
    public List<Payer> payers() {
        return payers.getValue();
    }

    private List<Payer> configuredPayers() {
        List<ExporterProperties.Role> roles = aws.roles();
        if (roles.isEmpty()) {
            return List.of(payer("", null, () -> credentials));
        }
        return roles.stream()
                .map(role -> payer(
                        roles.size() == 1 ? "" : role.account(),
                        role.account(),
                        () -> Credentials.role(
                                configure(StsClient.builder(), credentials), role.arn(), role.externalId())))
                .toList();
    }

    private Payer payer(String name, @Nullable String account, Supplier<Credentials> supplier) {
        Lazy<Credentials> by = new Lazy<>(supplier);
        return new Payer(
                name,
                account,
                new Lazy<>(() -> configure(CostExplorerClient.builder(), by.getValue())),
                new Lazy<>(() -> configure(BudgetsClient.builder(), by.getValue())),
                new Lazy<>(() -> configure(CostOptimizationHubClient.builder(), by.getValue())),
                new Lazy<>(() -> configure(StsClient.builder(), by.getValue())),
                aws.maxPages());
    }

    /** Whose bill it is, as far as configuration alone decides, or as the credentials say. */
    public AccountIdentity identity(Path remembered) {
        List<ExporterProperties.Role> roles = aws.roles();
        return aws.simulated() || !roles.isEmpty()
                ? AccountIdentity.fixed(roles.stream()
                        .map(ExporterProperties.Role::arn)
                        .toList()
                        .toString())
                : caller(remembered, System.getenv());
    }

    /**
     * The account of the credentials themselves.
     *
     * @param remembered where the account of a lasting key is kept
     * @param environment what the default chain reads variables from
     */
    public CallerIdentity caller(Path remembered, Map<String, String> environment) {
        return new CallerIdentity(
                credentials.provider(),
                new Lazy<>(() -> configure(StsClient.builder(), credentials)),
                remembered,
                environment);
    }

    /** The exports in the FOCUS format that are configured, in folders or buckets. */
    public List<FocusSource> exports(ExporterProperties properties, Clock clock) {
        Path scratch = properties.stateDir().resolve("focus");
        return FocusSource.of(properties, export -> bucket(export, scratch), clock);
    }

    private ExportPlace bucket(FocusProperties export, Path scratch) {
        FocusProperties.Bucket bucket = Objects.requireNonNull(export.bucket());
        Credentials by = bucket.profile() == null ? credentials : Credentials.chain(bucket.profile());
        Lazy<S3Client> s3 = new Lazy<>(() -> configure(
                        S3Client.builder().forcePathStyle(bucket.pathStyle()), by, bucket.region(), bucket.endpoint())
                .build());
        return new ExportBucket(s3, bucket, scratch.resolve(export.name()), aws.maxPages());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C configure(B builder, Credentials by) {
        return configure(builder, by, aws.region(), aws.endpoint()).build();
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B configure(
            B builder, Credentials by, String region, @Nullable URI endpoint) {
        builder.httpClient(http)
                .credentialsProvider(by.provider())
                .region(Region.of(region))
                .overrideConfiguration(overrides);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    @Override
    public void close() {
        http.close();
    }
}
