package io.finops.costexporter.aws;

import io.finops.costexporter.request.RequestMeter;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.LimitExceededException;
import software.amazon.awssdk.services.sts.StsClient;

/** Builds SDK clients that share one HTTP client, one endpoint override and one meter. */
public final class AwsClients implements AutoCloseable {
    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final @Nullable URI endpoint;
    private final ClientOverrideConfiguration overrides;

    /**
     * @param endpoint where to send everything instead of AWS; null for AWS
     * @param timeout for one attempt; a call has twice that
     * @param attempts 1 where a schedule repeats what failed: it survives a restart, knows the request budget, and is not
     *     put to sleep for hours by an answer's {@code Retry-After}
     */
    public AwsClients(
            AwsCredentialsProvider credentials,
            Region region,
            @Nullable URI endpoint,
            Duration timeout,
            int attempts,
            RequestMeter meter) {
        this.credentials = credentials;
        this.region = region;
        this.endpoint = endpoint;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(timeout)
                .socketTimeout(timeout)
                .build();
        this.overrides = ClientOverrideConfiguration.builder()
                .addExecutionInterceptor(new MeteringInterceptor(meter))
                .apiCallAttemptTimeout(timeout)
                .apiCallTimeout(timeout.multipliedBy(2))
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(attempts)
                        // Cost Explorer throttles with HTTP 400, which the SDK by itself does not repeat.
                        .retryOnException(LimitExceededException.class)
                        .treatAsThrottling(failure -> failure instanceof LimitExceededException)
                        .build())
                .build();
    }

    /** Clients with the credentials themselves. */
    public Payer payer() {
        return payer(null, credentials);
    }

    /** Clients with a role that the credentials may assume. */
    public Payer payer(String roleArn, @Nullable String externalId) {
        return payer(
                account(roleArn),
                Credentials.role(configure(StsClient.builder(), credentials).build(), roleArn, externalId));
    }

    /** The account in {@code arn:aws:iam::123456789012:role/finops}. */
    private static String account(String roleArn) {
        return roleArn.split(":", -1)[4];
    }

    private Payer payer(@Nullable String account, AwsCredentialsProvider by) {
        return new Payer(
                account,
                configure(CostExplorerClient.builder(), by).build(),
                configure(BudgetsClient.builder(), by).build(),
                configure(StsClient.builder(), by).build());
    }

    public AwsCredentialsProvider credentials() {
        return credentials;
    }

    private <
                    B extends
                            AwsSyncClientBuilder<B, C>
                                    & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>,
                    C>
            B configure(B builder, AwsCredentialsProvider by) {
        builder.httpClient(http).credentialsProvider(by).region(region).overrideConfiguration(overrides);
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
