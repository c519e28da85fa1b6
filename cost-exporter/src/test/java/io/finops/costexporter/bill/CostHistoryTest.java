package io.finops.costexporter.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CostHistoryTest {
    private static final List<CostBasis> BASES = List.of(CostBasis.UNBLENDED);
    private static final Settling SETTLING = new Settling(Duration.ofHours(24), Duration.ofHours(8));
    private static final LocalDate DAY = LocalDate.parse("2026-11-10");
    private static final LocalDate KEEP = DAY.minusDays(40);
    private static final RowKey EC2 = new RowKey(List.of("EC2"), "USD");
    private static final RowKey S3 = new RowKey(List.of("S3"), "USD");

    @Test
    void aDayReadOnceIsNotSettledHoweverOldItIs() {
        CostHistory history = read(CostHistory.none(BASES), "2026-11-20T00:00:00Z", 10);

        assertThat(history.newestSettledDay()).isEmpty();
    }

    @Test
    void aDaySettlesOnceTwoReadsAgreeAndTheSettlingTimeHasPassed() {
        CostHistory early = read(CostHistory.none(BASES), "2026-11-11T08:00:00Z", 10);
        CostHistory agreedTooEarly = read(early, "2026-11-11T23:59:59Z", 10);
        CostHistory settled = read(agreedTooEarly, "2026-11-12T00:00:00Z", 10);

        assertThat(agreedTooEarly.newestSettledDay()).isEmpty();
        assertThat(settled.newestSettledDay()).contains(DAY);
    }

    @Test
    void twoReadsThatAreTooCloseProveNothing() {
        CostHistory once = read(CostHistory.none(BASES), "2026-11-13T00:00:00Z", 10);
        CostHistory soonAfter = read(once, "2026-11-13T07:59:59Z", 10);
        CostHistory later = read(soonAfter, "2026-11-13T08:00:00Z", 10);

        assertThat(soonAfter.newestSettledDay()).isEmpty();
        assertThat(later.newestSettledDay()).isPresent();
    }

    @Test
    void aRowThatComesTwiceForADayIsRefused() {
        CostReading.Builder reading = new CostReading.Builder(BASES).add(DAY, EC2, 1);

        assertThatThrownBy(() -> reading.add(DAY, EC2, 1)).hasMessageContaining("comes twice on 2026-11-10");
    }

    @Test
    void aMonthIsAnEstimateUntilEveryDayOfItIsKnownAndFinal() {
        CostReading.Builder reading = new CostReading.Builder(BASES);
        LocalDate first = DAY.withDayOfMonth(1);
        first.datesUntil(first.plusMonths(1))
                .forEach(day -> reading.day(day, false).add(day, EC2, 1));
        CostHistory history =
                CostHistory.none(BASES).after(reading.build(), Instant.parse("2026-12-08T00:00:00Z"), SETTLING, KEEP);

        assertThat(history.estimated(YearMonth.from(DAY))).isFalse();
        assertThat(history.estimated(YearMonth.from(DAY).plusMonths(1)))
                .as("a month of which nothing is known")
                .isTrue();
    }

    @Test
    void aChangeStartsTheWaitForTwoEqualReadsAnew() {
        CostHistory first = read(CostHistory.none(BASES), "2026-11-12T01:00:00Z", 10);
        CostHistory changed = read(first, "2026-11-12T09:00:00Z", 11);
        CostHistory equal = read(changed, "2026-11-12T17:00:00Z", 11);

        assertThat(changed.newestSettledDay()).isEmpty();
        assertThat(equal.newestSettledDay()).isPresent();
    }

    @Test
    void whatWasReadWhileTheDayStillRanDoesNotCountTowardsSettling() {
        CostHistory running = read(CostHistory.none(BASES), "2026-11-10T23:59:00Z", 10);
        CostHistory once = read(running, "2026-11-12T01:00:00Z", 10);
        CostHistory twice = read(once, "2026-11-12T09:00:00Z", 10);

        assertThat(once.newestSettledDay()).isEmpty();
        assertThat(twice.newestSettledDay()).isPresent();
    }

    @Test
    void aSettledDayStaysSettledAndItsChangeIsARestatement() {
        CostHistory settled = settled(10);
        CostHistory restated = read(settled, "2026-11-14T00:00:00Z", 7);
        CostDay day = day(restated);

        assertThat(day.settled()).isTrue();
        assertThat(day.amount(0, 0)).isEqualTo(7);
        assertThat(day.restatement(0, 0)).isEqualTo(-3);
    }

    @Test
    void aRowThatAwsTakesBackIsRestatedToNothing() {
        CostHistory settled = settled(10);
        CostReading other =
                new CostReading.Builder(BASES).day(DAY, false).add(DAY, S3, 4).build();
        CostHistory restated = settled.after(other, Instant.parse("2026-11-14T00:00:00Z"), SETTLING, KEEP);
        CostDay day = day(restated);

        assertThat(restated.rows()).containsExactly(EC2, S3);
        assertThat(day.restatement(0, 0)).isEqualTo(-10);
        assertThat(day.restatement(1, 0)).isEqualTo(4);
    }

    @Test
    void daysThatAReadDoesNotSpeakOfStayAsTheyWere() {
        CostHistory settled = settled(10);
        LocalDate next = DAY.plusDays(1);
        CostReading other =
                new CostReading.Builder(BASES).day(next, true).add(next, S3, 4).build();
        CostHistory both = settled.after(other, Instant.parse("2026-11-14T00:00:00Z"), SETTLING, KEEP);

        assertThat(day(both).settled()).isTrue();
        assertThat(both.amount(DAY, 0, 0)).isEqualTo(10);
        assertThat(both.amount(next, 1, 0)).isEqualTo(4);
    }

    @Test
    void daysBeforeWhatIsKeptAreForgottenWithTheirRows() {
        LocalDate later = DAY.plusDays(30);
        CostReading other = new CostReading.Builder(BASES)
                .day(later, true)
                .add(later, S3, 4)
                .build();
        CostHistory history = settled(10).after(other, Instant.parse("2026-12-12T00:00:00Z"), SETTLING, later);

        assertThat(history.days()).containsOnlyKeys(later);
        assertThat(history.rows()).containsExactly(S3);
        assertThat(history.amount(later, 0, 0)).isEqualTo(4);
    }

    private static CostDay day(CostHistory history) {
        return Objects.requireNonNull(history.days().get(DAY));
    }

    private static CostHistory settled(long amount) {
        CostHistory first = read(CostHistory.none(BASES), "2026-11-12T00:00:00Z", amount);
        return read(first, "2026-11-12T08:00:00Z", amount);
    }

    private static CostHistory read(CostHistory before, String at, long amount) {
        CostReading reading = new CostReading.Builder(BASES)
                .day(DAY, true)
                .add(DAY, EC2, amount)
                .build();
        return before.after(reading, Instant.parse(at), SETTLING, KEEP);
    }
}
