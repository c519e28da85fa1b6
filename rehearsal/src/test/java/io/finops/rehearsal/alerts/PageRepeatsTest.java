package io.finops.rehearsal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.layout.Checkout;
import io.finops.localstack.plan.Monitoring;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Alertmanager forgets what is over once it has told of it and takes it in again when Prometheus repeats it. What comes less often than its group has its turn is
 * told of again and again.
 */
class PageRepeatsTest {
    private static final Pattern GROUP_INTERVAL =
            Pattern.compile("severity=\"critical\"(?:(?!- matchers)[\\s\\S])*?group_interval: (\\d+)s");

    @Test
    void whateverPagesIsSentTwiceInEachTurnOfItsGroup() throws IOException {
        int delay = (int) Monitoring.RESEND_DELAY.toSeconds();
        Map<String, Integer> intervals = RuleFiles.pagingIntervals();
        int turn = turn();
        assertThat(intervals).hasSizeGreaterThan(10);
        // Prometheus sends at the first evaluation that is later than the delay.
        assertThat(intervals).allSatisfy((alert, interval) -> {
            int apart = (delay / interval + 1) * interval;
            assertThat(2 * apart).as(alert).isLessThanOrEqualTo(turn);
        });
    }

    @Test
    void anIncidentIsToldOfAtMostTwiceAMinute() throws IOException {
        assertThat(turn()).isGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/compose/compose.yaml", "prometheus/prometheus.yml"})
    void composeSendsAsOftenAsTheNativeStack(String file) throws IOException {
        assertThat(read(file)).contains("--rules.alert.resend-delay=" + Monitoring.RESEND_DELAY.toSeconds() + "s");
    }

    /** Seconds between two turns of a group of pages. */
    private static int turn() throws IOException {
        Matcher matcher = GROUP_INTERVAL.matcher(read("alertmanager/alertmanager.yml"));
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Checkout.root().resolve(file));
    }
}
