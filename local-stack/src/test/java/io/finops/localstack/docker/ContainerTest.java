package io.finops.localstack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import org.junit.jupiter.api.Test;

class ContainerTest {
    /** Behind payments-service's second port nobody listens unless FINOPS_BIND is set. */
    @Test
    void answersWhereItsApiIsPublishedAndNotItsMetrics() {
        assertThat(portOf("""
                {"TargetPort": 8090, "PublishedPort": 28090}, {"TargetPort": 8080, "PublishedPort": 28080}""")).isEqualTo(28080);
    }

    @Test
    void answersNowhereWhenNoPortIsPublished() {
        assertThat(portOf("{\"TargetPort\": 4040, \"PublishedPort\": 0}")).isZero();
        assertThat(portOf("")).isZero();
    }

    private static int portOf(String publishers) {
        return Container.of(Json.MAPPER.readTree("{\"Service\": \"x\", \"Publishers\": [" + publishers + "]}"))
                .publishedPort();
    }
}
