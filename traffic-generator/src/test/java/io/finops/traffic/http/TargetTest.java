package io.finops.traffic.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8080",
                "http://localhost",
                "http://10.1.2.3:80",
                "http://172.16.0.9",
                "http://192.168.1.1:9/",
                "http://[::1]:8080",
                "http://[fd12::7]",
                "http://169.254.3.4",
            })
    void loopbackAndPrivateAddressesAreFine(String url) {
        assertThat(Target.of(url, false).address().isUnresolved()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://8.8.8.8", "http://172.32.0.1", "http://[2001:4860::8888]", "http://192.169.1.1"})
    void publicAddressesNeedToBeAllowed(String url) {
        assertThatThrownBy(() -> Target.of(url, false)).hasMessageContaining("--allow-public");
        assertThat(Target.of(url, true).address().getPort()).isEqualTo(80);
    }

    @Test
    void keepsThePathAndDropsTheSlashBehindIt() {
        Target target = Target.of("http://127.0.0.1:8080/api//", false);

        assertThat(target.path()).isEqualTo("/api");
        assertThat(target.host()).isEqualTo("127.0.0.1:8080");
    }

    @Test
    void aKeyIsNeverPrinted() {
        assertThat(new ApiKey("fo_secret\n", "a test")).hasToString("***");
        assertThatThrownBy(() -> new ApiKey("two words", "a test")).isInstanceOf(IllegalArgumentException.class);
    }
}
