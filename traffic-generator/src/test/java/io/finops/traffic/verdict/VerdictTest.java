package io.finops.traffic.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.load.Counts;
import io.finops.traffic.load.Distributions;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.HttpAnswers;
import io.finops.traffic.load.LoadSettings;
import io.finops.traffic.load.Results;
import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.Spacing;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LoadSettings SETTINGS = new LoadSettings(
            new ArrivalPlan(Profiles.steady(10, MINUTE), Spacing.CONSTANT, 1, MINUTE),
            true,
            30,
            1,
            MINUTE,
            MINUTE,
            100,
            0,
            MINUTE,
            0);

    private final Map<Event, Long> counts =
            new EnumMap<>(Map.of(Event.SCHEDULED, 1000L, Event.SENT, 1000L, Event.APPROVED, 1000L));
    private final Distributions times = Distributions.empty();
    private List<HttpAnswers> answers = List.of();

    @Test
    void aRunWithoutComplaintPasses() {
        times.latency().recordValue(5_000_000);

        Verdict verdict = judge(List.of("p99<10ms"), List.of());

        assertThat(verdict.passed()).isTrue();
        assertThat(verdict.reasons()).isEmpty();
    }

    @Test
    void aFailedThresholdFailsTheRun() {
        times.latency().recordValue(50_000_000);

        Verdict verdict = judge(List.of("p99<10ms", "errors<1%"), List.of());

        assertThat(verdict.failure()).isEqualTo(Verdict.Failure.THRESHOLD);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .contains("p99<10ms")
                .contains("50.");
        assertThat(verdict.thresholds()).hasSize(2);
    }

    @Test
    void requestsThatWereNotSentFailTheRunEvenWithoutAThreshold() {
        counts.put(Event.SENT, 900L);
        counts.put(Event.APPROVED, 900L);
        counts.put(Event.UNSENT, 100L);

        Verdict verdict = judge(List.of(), List.of());

        assertThat(verdict.failure()).isEqualTo(Verdict.Failure.RATE_NOT_KEPT);
        assertThat(verdict.reasons()).singleElement().asString().contains("900 of 1000");
    }

    @Test
    void oneDroppedRequestFailsTheRun() {
        counts.put(Event.SENT, 999L);
        counts.put(Event.DROPPED, 1L);

        assertThat(judge(List.of(), List.of()).failure()).isEqualTo(Verdict.Failure.RATE_NOT_KEPT);
    }

    @Test
    void aGeneratorThatWasLateItselfFailsTheRun() {
        for (int i = 0; i < 1000; i++) {
            times.scheduling().recordValue(i < 980 ? 50_000 : 300_000_000);
        }

        Verdict verdict = judge(List.of(), List.of());

        assertThat(verdict.failure()).isEqualTo(Verdict.Failure.RATE_NOT_KEPT);
        assertThat(verdict.reasons()).singleElement().asString().contains("generator could not keep the rate");
    }

    @Test
    void aTargetThatNeverAnsweredIsTheGravest() {
        counts.put(Event.APPROVED, 0L);
        counts.put(Event.TIMEOUT, 1000L);

        Verdict verdict = judge(List.of("errors<1%"), List.of("money: 1 lost"));

        assertThat(verdict.failure()).isEqualTo(Verdict.Failure.NEVER_ANSWERED);
        assertThat(verdict.reasons()).hasSize(3);
    }

    @Test
    void lostMoneyIsGraverThanAThreshold() {
        assertThat(judge(List.of("p99<10ms"), List.of("money: 1 lost")).failure())
                .isEqualTo(Verdict.Failure.MONEY);
    }

    @Test
    void aRunInWhichNothingSucceededFailsAndSaysWhy() {
        counts.put(Event.APPROVED, 0L);
        counts.put(Event.HTTP_4XX, 1000L);
        answers = List.of(new HttpAnswers(401, 1000, ""));

        Verdict verdict = judge(List.of(), List.of("money: nothing to check"));

        assertThat(verdict.failure()).isEqualTo(Verdict.Failure.NOTHING_SUCCEEDED);
        assertThat(verdict.reasons().get(0)).contains("401 to 1000 of 1000");
    }

    @Test
    void undecidedPaymentsAreNoSuccess() {
        counts.put(Event.APPROVED, 0L);
        counts.put(Event.PENDING, 1000L);
        answers = List.of(new HttpAnswers(202, 1000, ""));

        assertThat(judge(List.of(), List.of()).failure()).isEqualTo(Verdict.Failure.NOTHING_SUCCEEDED);
    }

    @Test
    void aRunInWhichNothingWasDueIsNoSuccess() {
        counts.clear();

        assertThat(judge(List.of(), List.of()).failure()).isEqualTo(Verdict.Failure.NOTHING_SUCCEEDED);
    }

    private Verdict judge(List<String> thresholds, List<String> money) {
        List<Threshold> parsed = thresholds.stream().map(Threshold::parse).toList();
        Diagnosis diagnosis = new Diagnosis(URI.create("http://127.0.0.1:8080"), null);
        return Verdict.of(
                new Results(60, Counts.of(counts), times, answers, List.of()), SETTINGS, diagnosis, parsed, money);
    }
}
