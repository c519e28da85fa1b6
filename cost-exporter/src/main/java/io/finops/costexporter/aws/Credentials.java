package io.finops.costexporter.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** Where credentials come from: the SDK's default chain, web identity and profiles included, or a role. */
public record Credentials(AwsCredentialsProvider provider) {
    /** The default chain, with a profile other than the default one if named. */
    public static Credentials chain(@Nullable String profile) {
        DefaultCredentialsProvider.Builder chain = DefaultCredentialsProvider.builder();
        return new Credentials(
                profile == null ? chain.build() : chain.profileName(profile).build());
    }

    /** A role assumed with the credentials of the STS client, renewed in time. */
    static Credentials role(StsClient sts, String arn, @Nullable String externalId) {
        return new Credentials(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request -> request.roleArn(arn)
                        .roleSessionName("finops-cost-exporter")
                        .externalId(externalId))
                .build());
    }
}
