package io.finops.simulators.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.simulators.RunningSimulators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Buckets through the real SDK. */
class BucketRoutesTest {
    @TempDir
    Path folder;

    private RunningSimulators simulators;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        Path bucket = folder.resolve("exports");
        Files.createDirectories(bucket.resolve("a b/c"));
        Files.writeString(bucket.resolve("a b/c/one.csv"), "1");
        Files.writeString(bucket.resolve("a b/two+2.csv"), "22");
        Files.writeString(bucket.resolve("three.csv"), "333");
        Files.writeString(folder.resolve("secret"), "not in a bucket");
        simulators = RunningSimulators.withBuckets(folder);
        s3 = AwsClients.at(simulators.uri("/s3"), S3Client.builder().forcePathStyle(true));
    }

    @AfterEach
    void stop() {
        s3.close();
        simulators.close();
    }

    @Test
    void listsByPrefixAndOverPages() {
        simulators.put("/faults/ce-small-pages", "{\"rows\":1}");
        assertThat(s3.listObjectsV2Paginator(q -> q.bucket("exports")).contents().stream())
                .extracting(S3Object::key)
                .containsExactly("a b/c/one.csv", "a b/two+2.csv", "three.csv");
        assertThat(s3.listObjectsV2Paginator(q -> q.bucket("exports").prefix("a b/")).contents().stream())
                .extracting(S3Object::size)
                .containsExactly(1L, 2L);
    }

    @Test
    void givesAnObjectInTheVersionThatIsAskedForOrNothing() throws IOException {
        String version = s3.listObjectsV2(q -> q.bucket("exports").prefix("three"))
                .contents()
                .get(0)
                .eTag();
        assertThat(s3.getObjectAsBytes(q -> q.bucket("exports").key("a b/two+2.csv"))
                        .asUtf8String())
                .isEqualTo("22");
        assertThat(s3.getObjectAsBytes(q -> q.bucket("exports").key("three.csv").ifMatch(version))
                        .asUtf8String())
                .isEqualTo("333");

        Files.writeString(folder.resolve("exports/three.csv"), "four");
        assertThatThrownBy(() ->
                        s3.getObject(q -> q.bucket("exports").key("three.csv").ifMatch(version)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    }

    @Test
    void whatIsNotThereOrNotAllowedIsSaidAsS3SaysIt() {
        assertThatThrownBy(() -> s3.listObjectsV2(q -> q.bucket("others")))
                .hasMessageContaining("bucket does not exist");
        assertThatThrownBy(() -> s3.getObject(q -> q.bucket("exports").key("../secret")))
                .isInstanceOf(S3Exception.class);
        simulators.put("/faults/ce-deny", "{\"operation\":\"GetObject\"}");
        assertThatThrownBy(() -> s3.getObject(q -> q.bucket("exports").key("three.csv")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("s3:GetObject");
    }
}
