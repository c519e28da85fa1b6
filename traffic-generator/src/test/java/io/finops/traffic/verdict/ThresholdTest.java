package io.finops.traffic.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.Results;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    /** Latencies of 1 to 100 ms, 98 good answers and 2 errors in 10 s. */
    private static Results run() {
        Distributions times = Distributions.empty();
        for (int i = 1; i <= 100; i++) {
            times.latency().recordValue(i * 1_000_000L);
            times.service().recordValue(i * 100_000L);
        }
        Counts counts = Counts.of(Map.of(
                Event.SCHEDULED, 100L, Event.SENT, 100L, Event.APPROVED, 98L, Event.HTTP_5XX, 2L, Event.LATE, 5L));
        return new Results(10, counts, times, List.of(), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "p50<51ms, true",
        "p50<50ms, false",
        "p50<=50.1ms, true",
        "p99<0.1s, true",
        "p99.9>90ms, true",
        "P99<100MS, true",
        "service_p99<10ms, true",
        "service_p99<9000us, false",
        "max<=100.1ms, true",
        "mean<51ms, true",
        "mean<50ms, false",
        "errors<2.1%, true",
        "errors<2%, false",
        "errors<3, true",
        "errors<=1, false",
        "late<6%, true",
        "dropped<1, true",
        "rate>=9.8, true",
        "rate>9.8/s, false",
        "' p99 < 250 ms ', true",
    })
    void holdsOrDoesNot(String text, boolean passed) {
        assertThat(Threshold.parse(text).judge(run()).passed()).isEqualTo(passed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p99",
                "p99<",
                "p99<250",
                "p99<250m",
                "p99=250ms",
                "p101<1s",
                "p99<-1ms",
                "errors<0.1ms",
                "speed<1",
                "rate<5%",
                "p99<1ms p50<1ms",
                "errors<%",
                "p<1ms",
                "dropped>1ms",
            })
    void refusesWhatItDoesNotUnderstand(String text) {
        assertThatThrownBy(() -> Threshold.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRunThatMeasuredNothingKeepsNoPromise() {
        Results nothing = new Results(0, Counts.NONE, Distributions.empty(), List.of(), List.of());

        assertThat(Threshold.parse("p99<1s").judge(nothing).passed()).isFalse();
        assertThat(Threshold.parse("errors<50%").judge(nothing).passed()).isFalse();
    }

    @Test
    void errorsCannotBeJudgedWhenNoRequestEnded() {
        Counts dropped = Counts.of(Map.of(Event.SCHEDULED, 100L, Event.DROPPED, 100L));
        Results nothingEnded = new Results(10, dropped, Distributions.empty(), List.of(), List.of());

        assertThat(Threshold.parse("errors<1%").judge(nothingEnded).passed()).isFalse();
        assertThat(Threshold.parse("errors<1").judge(nothingEnded).passed()).isFalse();
        assertThat(Threshold.parse("dropped<1").judge(nothingEnded).passed()).isFalse();
    }
}
