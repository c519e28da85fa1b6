package io.finops.payments.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class ManagementAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // API's address, configured port, port and address that come of it
                "127.0.0.1 | -    | -    | -",
                "localhost | -    | -    | -",
                "::1       | -    | -    | -",
                "127.0.0.1 | 9000 | 9000 | 127.0.0.1",
                "127.0.0.1 | 8080 | 8080 | -",
                "0.0.0.0   | -    | 8090 | 0.0.0.0",
                "10.1.2.3  | -    | 8090 | 10.1.2.3",
                "''        | -    | 8090 | -",
                "0.0.0.0   | 9000 | 9000 | 0.0.0.0",
                "0.0.0.0   | 8080 | 8080 | -",
                "0.0.0.0   | ''   | ''   | -",
            })
    void isTheApisPortOnLoopbackAndAnotherBeyond(
            String apiAddress, @Nullable String configured, @Nullable String port, @Nullable String address) {
        MockEnvironment environment =
                new MockEnvironment().withProperty("server.address", apiAddress).withProperty("server.port", "8080");
        if (configured != null) {
            environment.setProperty("management.server.port", configured);
        }

        new ManagementAddress().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("management.server.port")).isEqualTo(port);
        assertThat(environment.getProperty("management.server.address")).isEqualTo(address);
    }
}
