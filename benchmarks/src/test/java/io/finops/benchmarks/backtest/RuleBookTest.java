package io.finops.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Rule RATE = recording("a:rate5m", "sum(rate(a_total[5m]))");
    private static final Rule DAY = recording("a:rate1d", "avg_over_time(a:rate5m[1d])");
    private static final Rule RATIO = recording("a:ratio", "a:rate5m / a:rate1d");
    private static final Rule SHORT = recording("b:rate10s", "rate(b_total[10s])");
    private static final Rule OWN = recording("c:first", "last_over_time(c:first[1h]) or time()");
    private static final Rule SLOW = alert("Slow", "a:ratio > 2");
    private static final Rule FAST = alert("Fast", "b:rate10s > 2 unless on () ALERTS{alertname=~\"Slow|Other\"}");
    private static final RuleBook BOOK = new RuleBook(List.of(SLOW, FAST, RATIO, DAY, RATE, SHORT, OWN));

    @Test
    void findsWhatAnAlertRestsOnInAnOrderInWhichItCanBeComputed() {
        assertThat(BOOK.recordingsFor(List.of(SLOW))).containsExactly(List.of(RATE), List.of(DAY), List.of(RATIO));
    }

    @Test
    void aSeriesThatRemembersItselfDoesNotWaitForItself() {
        assertThat(BOOK.recordingsFor(List.of(alert("First", "c:first > 1")))).containsExactly(List.of(OWN));
    }

    @Test
    void whatPrometheusNotesAboutItsOwnAlertsIsGivenAndNotComputed() {
        Rule watching = recording("d:watching", "time() - ALERTS_FOR_STATE{alertname=\"Watchdog\"}");
        Rule guarded = alert("Guarded", "up == 0 unless on () d:watching < 300");
        RuleBook book = new RuleBook(List.of(watching, guarded));

        assertThat(book.recordingsFor(List.of(guarded))).isEmpty();
        assertThat(book.words(List.of(guarded))).contains("d:watching");
    }

    @Test
    void putsAnAlertBehindThoseThatItReads() {
        assertThat(RuleBook.inOrder(List.of(FAST, SLOW))).containsExactly(List.of(SLOW), List.of(FAST));
    }

    @Test
    void knowsTheSeriesThatMustBeThere() {
        assertThat(BOOK.words(List.of(SLOW))).contains("a_total").doesNotContain("b_total");
    }

    @Test
    void seesWhereAMinuteBetweenScrapesIsTooLong() {
        assertThat(Resolution.needsFine(FAST, BOOK)).isTrue();
        assertThat(Resolution.needsFine(SLOW, BOOK)).isFalse();
    }

    /** Between two samples of a series that is recorded once a minute a rule would be without it, as it never is on Prometheus. */
    @Test
    void recordsNothingMoreRarelyThanASampleStandsFor() {
        Rule rare = new Rule("g", Duration.ofMinutes(4), false, "p:now", "p", Duration.ZERO, Duration.ZERO, Map.of());

        assertThat(Resolution.FINE.recordingStepOf(rare)).isEqualTo(20);
        assertThat(Resolution.FINE.stepOf(rare)).isEqualTo(240);
        assertThat(Resolution.COARSE.recordingStepOf(rare)).isEqualTo(240);
    }

    @Test
    void doesNotTakeAPartOfANameForAName() {
        assertThat(alert("Other", "xa:rate5m > 1").mentions("a:rate5m")).isFalse();
        assertThat(alert("Other", "a:rate5m{x=\"1\"} > 1").mentions("a:rate5m")).isTrue();
    }

    @Test
    void readsPrometheusDurations() {
        assertThat(Rule.duration("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(alert("Other", "avg_over_time(x[1d]) > x offset 5s").shortestWindow())
                .isEqualTo(Duration.ofSeconds(5));
    }

    private static Rule recording(String name, String query) {
        return new Rule("group", Duration.ofMinutes(1), false, name, query, Duration.ZERO, Duration.ZERO, Map.of());
    }

    private static Rule alert(String name, String query) {
        return new Rule("group", Duration.ofMinutes(1), true, name, query, Duration.ZERO, Duration.ZERO, Map.of());
    }
}
