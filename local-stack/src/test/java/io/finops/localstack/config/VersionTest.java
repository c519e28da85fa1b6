package io.finops.localstack.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void readsWhatAProgramSaysOfItself() {
        assertThat(Version.in("alertmanager, version 0.25.0 (branch: debian/sid, revision: 0.25.0-1+b4)"))
                .contains(Version.parse("0.25.0"));
        assertThat(Version.in("no number")).isEmpty();
    }

    @Test
    void comparesNumberByNumber() {
        assertThat(Version.parse("0.9.0")).isLessThan(Version.parse("0.25.0"));
        assertThat(Version.parse("0.31")).isEqualByComparingTo(Version.parse("0.31.0"));
        assertThat(Version.parse("0.34.1")).isGreaterThan(Version.parse("0.34"));
    }
}
