package io.finops.payments.gateway;

import io.finops.payments.settings.InvalidSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The card gateway.
 *
 * @param baseUrl where {@code /charges} is
 * @param connectTimeout for a new connection; running out of it is certainly not a charge
 * @param readTimeout for an answer, and for each part of it; running out of it leaves the outcome undecided
 * @param attempts at most, for one request of a client; the key makes repeating safe
 * @param maxConcurrentCalls beyond which a payment fails at once instead of queueing
 */
public record GatewayProperties(
        @DefaultValue("http://127.0.0.1:8082") String baseUrl,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout,
        @DefaultValue("3") int attempts,
        @DefaultValue("128") int maxConcurrentCalls) {
    public GatewayProperties {
        address(baseUrl);
        positive("connect-timeout", connectTimeout);
        positive("read-timeout", readTimeout);
        if (attempts < 1 || attempts > 3) {
            throw new InvalidSetting("payments.gateway.attempts", attempts, "1 to 3");
        }
        if (maxConcurrentCalls < 1) {
            throw new InvalidSetting("payments.gateway.max-concurrent-calls", maxConcurrentCalls, "at least 1");
        }
    }

    private static URI address(String baseUrl) {
        try {
            URI address = new URI(baseUrl);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(baseUrl, e);
        }
        throw notAnAddress(baseUrl, null);
    }

    private static InvalidSetting notAnAddress(String baseUrl, @Nullable Throwable cause) {
        return new InvalidSetting(
                "payments.gateway.base-url", baseUrl, "an address like http://host:port or https://host", cause);
    }

    URI address() {
        return address(baseUrl);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidSetting("payments.gateway." + name, value, "above 0 and at most 1m");
        }
    }

    /** The longest that one call may take from its beginning to the last byte of its answer, however that drips in. */
    Duration deadline() {
        return connectTimeout.plus(readTimeout);
    }

    /** The longest that all attempts for one request may take together; a payment's lease is longer than this. */
    public Duration patience() {
        return deadline().multipliedBy(attempts);
    }
}
