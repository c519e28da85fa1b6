package io.finops.simulators.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.simulators.RunningSimulators;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinitionType;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class StsTest {
    private static final RunningSimulators SIMULATORS = RunningSimulators.start();
    private static final StsClient STS = AwsClients.at(SIMULATORS.uri("/"), StsClient.builder());

    private static final GroupDefinition BY_ACCOUNT = GroupDefinition.builder()
            .type(GroupDefinitionType.DIMENSION)
            .key("LINKED_ACCOUNT")
            .build();

    @AfterEach
    void heal() {
        SIMULATORS.delete("/faults");
    }

    @AfterAll
    static void stop() {
        STS.close();
        SIMULATORS.close();
    }

    @Test
    void saysWhoTheCallerIs() {
        GetCallerIdentityResponse identity = STS.getCallerIdentity();
        assertThat(identity.account()).isEqualTo("111122223333");
        assertThat(identity.arn()).contains("simulated");
    }

    @Test
    void anAssumedRoleOfALinkedAccountSeesItsOwnCostsOnly() {
        Credentials credentials = STS.assumeRole(q ->
                        q.roleArn("arn:aws:iam::333344445555:role/cost-reader").roleSessionName("test"))
                .credentials();
        assertThat(credentials.expiration()).isAfter(Instant.now());
        AwsSessionCredentials session = AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
        try (CostExplorerClient costs = AwsClients.at(SIMULATORS.uri("/"), CostExplorerClient.builder(), session)) {
            assertThat(costs.getCostAndUsage(
                                    q -> q.timePeriod(p -> p.start("2026-11-02").end("2026-11-03"))
                                            .granularity(Granularity.DAILY)
                                            .metrics("UnblendedCost")
                                            .groupBy(BY_ACCOUNT))
                            .resultsByTime()
                            .get(0)
                            .groups())
                    .singleElement()
                    .satisfies(group -> assertThat(group.keys()).containsExactly("333344445555"));
        }
    }

    @Test
    void someRolesWantTheirExternalIdAndSomeAreDenied() {
        String external = "arn:aws:iam::222233334444:role/external-reader";
        assertThat(STS.assumeRole(
                                q -> q.roleArn(external).roleSessionName("test").externalId(Sts.EXTERNAL_ID))
                        .assumedRoleUser()
                        .arn())
                .isEqualTo("arn:aws:sts::222233334444:assumed-role/external-reader/test");
        assertDenied(external);
        assertDenied("arn:aws:iam::222233334444:role/denied");
    }

    @Test
    void aWebIdentityNeedsItsTokenButNoSignature() {
        try (StsClient anonymous = StsClient.builder()
                .endpointOverride(SIMULATORS.uri("/"))
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertThat(anonymous
                            .assumeRoleWithWebIdentity(q -> q.roleArn("arn:aws:iam::111122223333:role/pod")
                                    .roleSessionName("test")
                                    .webIdentityToken("token"))
                            .credentials()
                            .accessKeyId())
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ce-expired-credentials, ExpiredToken",
        "ce-invalid-credentials, InvalidClientTokenId",
        "ce-deny, AccessDenied",
        "ce-throttle, Throttling"
    })
    void faultsAreAnsweredInTheQueryProtocol(String fault, String code) {
        SIMULATORS.put("/faults/" + fault, "");
        assertThatThrownBy(STS::getCallerIdentity).isInstanceOfSatisfying(StsException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(e.requestId()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWSInsightsIndexService.GetCostAndUsage | {} | signed | ValidationException",
                "AWSInsightsIndexService.GetCostAndUsage | {\"a\" | signed | SerializationException",
                "AWSInsightsIndexService.GetCostAndUsage | [] | signed | SerializationException",
                "AWSInsightsIndexService.DeleteEverything | {} | signed | UnknownOperationException",
                "Nonsense | {} | signed | UnknownOperationException",
                "AWSInsightsIndexService.GetCostAndUsage | {} | unsigned | MissingAuthenticationTokenException"
            })
    void badCallsAreAnsweredAsAwsDoes(String target, String body, String signed, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(SIMULATORS.uri("/"))
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signed.equals("signed")) {
            request.header("Authorization", "AWS4-HMAC-SHA256 Credential=simulated/20261120/us-east-1/ce/aws4_request");
        }
        HttpResponse<String> response = SIMULATORS.send(request.build());
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(RunningSimulators.json(response).path("__type").stringValue())
                .isEqualTo(type);
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @Test
    void unknownActionsAreRefused() {
        HttpRequest request = HttpRequest.newBuilder(SIMULATORS.uri("/"))
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=simulated/20261120/us-east-1/sts/aws4_request")
                .POST(HttpRequest.BodyPublishers.ofString("Action=Nothing&x=%zz"))
                .build();
        HttpResponse<String> response = SIMULATORS.send(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("<Code>InvalidAction</Code>");
    }

    private static void assertDenied(String role) {
        assertThatThrownBy(() -> STS.assumeRole(q -> q.roleArn(role).roleSessionName("test")))
                .isInstanceOfSatisfying(StsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                });
    }
}
