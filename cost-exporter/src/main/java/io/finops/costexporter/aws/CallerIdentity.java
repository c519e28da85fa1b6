package io.finops.costexporter.aws;

import io.finops.costexporter.source.AccountIdentity;
import io.finops.costexporter.state.DurableFile;
import io.finops.costexporter.state.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.Lazy;

/**
 * The account of the credentials. A web identity's is in the ARN of its role. An access key that does not expire belongs
 * to one account for good, so its answer is remembered on disk (under a hash of the key's id) and a restart asks nothing.
 * Anything else asks STS once a start.
 */
public final class CallerIdentity implements AccountIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(CallerIdentity.class);

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/.+");

    private final AwsCredentialsProvider credentials;
    private final Lazy<StsClient> sts;
    private final Path remembered;
    private final Map<String, String> environment;

    /**
     * Of credentials from the default chain.
     *
     * @param remembered where the account of a lasting key is kept
     * @param environment what the chain reads variables from
     */
    CallerIdentity(
            AwsCredentialsProvider credentials, Lazy<StsClient> sts, Path remembered, Map<String, String> environment) {
        this.credentials = credentials;
        this.sts = sts;
        this.remembered = remembered;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> known() {
        Optional<String> role = accountOfWebIdentity();
        if (role.isPresent()) {
            return role;
        }
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
            String account = sts.getValue().getCallerIdentity().account();
            lastingKey().ifPresent(key -> remember(key, account));
            return account;
        } catch (SdkException e) {
            throw AwsFailures.explain(e);
        }
    }

    /** Nothing where keys of the environment or of system properties come before it in the chain. */
    private Optional<String> accountOfWebIdentity() {
        if (environment.containsKey("AWS_ACCESS_KEY_ID")
                || System.getProperty("aws.accessKeyId") != null
                || !environment.containsKey("AWS_WEB_IDENTITY_TOKEN_FILE")) {
            return Optional.empty();
        }
        Matcher role = ROLE.matcher(environment.getOrDefault("AWS_ROLE_ARN", ""));
        return role.matches() ? Optional.of(role.group(1)) : Optional.empty();
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
