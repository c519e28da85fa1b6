package io.finops.costexporter.aws;

import io.finops.costexporter.state.DurableFile;
import io.finops.costexporter.state.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The account of the credentials. An access key that does not expire belongs to one account for good, so its answer is
 * remembered on disk (under a hash of the key's id) and a restart asks nothing; anything else asks STS once a start.
 */
public final class CallerIdentity implements AccountIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(CallerIdentity.class);

    private final AwsCredentialsProvider credentials;
    private final StsClient sts;
    private final Path remembered;

    public CallerIdentity(AwsCredentialsProvider credentials, StsClient sts, Path remembered) {
        this.credentials = credentials;
        this.sts = sts;
        this.remembered = remembered;
    }

    @Override
    public Optional<String> known() {
        try {
            Optional<String> key = lastingKey();
            if (key.isEmpty() || !Files.exists(remembered)) {
                return Optional.empty();
            }
            String[] words = Files.readString(remembered).strip().split(" ", -1);
            return words.length == 2 && words[0].equals(key.get()) ? Optional.of(words[1]) : Optional.empty();
        } catch (IOException | SdkException e) {
            return Optional.empty(); // resolve() says what is wrong
        }
    }

    @Override
    public String resolve() {
        try {
            String account = sts.getCallerIdentity().account();
            lastingKey().ifPresent(key -> remember(key, account));
            return account;
        } catch (SdkException e) {
            throw AwsFailures.explain(e);
        }
    }

    private void remember(String key, String account) {
        try {
            DurableFile.replace(remembered, (key + " " + account + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.warn("cannot remember the account in {}: {}", remembered, e.toString());
        }
    }

    private Optional<String> lastingKey() {
        AwsCredentials current = credentials.resolveCredentials();
        return current instanceof AwsSessionCredentials
                ? Optional.empty()
                : Optional.of(Sha256.of(current.accessKeyId()));
    }
}
