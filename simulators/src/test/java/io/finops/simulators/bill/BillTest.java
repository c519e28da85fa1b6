package io.finops.simulators.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BillTest {
    private static final double DOLLAR = 1e6;
    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 17);

    private final Bill bill = new Bill(42);

    @Test
    void sameSeedAndDateGiveTheSameFiguresInWhateverOrderTheyAreAsked() {
        Bill other = new Bill(42);
        days("2026-12-31", 60).toList().forEach(other::finalFigures);
        days("2026-11-01", 60)
                .forEach(day -> assertThat(other.finalFigures(day))
                        .usingRecursiveComparison()
                        .isEqualTo(bill.finalFigures(day)));
    }

    @Test
    void anotherSeedGivesAnotherBill() {
        assertThat(total(new Bill(7), TUESDAY)).isNotEqualTo(total(bill, TUESDAY));
    }

    @Test
    void costsSomeTwentySixHundredDollarsADay() {
        double average = days("2026-11-01", 30)
                        .mapToDouble(day -> total(bill, day))
                        .average()
                        .orElseThrow()
                / DOLLAR;
        assertThat(average).isBetween(2_450.0, 2_750.0);
    }

    @Test
    void weekendsCostLess() {
        Map<DayOfWeek, Double> byWeekday = new EnumMap<>(DayOfWeek.class);
        days("2026-09-02", 28)
                .filter(day -> day.getDayOfMonth() != 1 && day.getDayOfMonth() != 12)
                .forEach(day -> byWeekday.merge(day.getDayOfWeek(), (double) total(bill, day), Double::sum));
        assertThat(byWeekday.getOrDefault(DayOfWeek.SATURDAY, 0.0))
                .isLessThan(0.92 * byWeekday.getOrDefault(DayOfWeek.WEDNESDAY, 0.0));
    }

    @Test
    void growsByTheYear() {
        double before = total(bill, LocalDate.of(2025, 11, 18));
        double after = total(bill, TUESDAY);
        assertThat(after / before).isBetween(1.1, 1.4);
    }

    @Test
    void theFirstOfTheMonthCarriesFeesTaxAndSupport() {
        assertThat((double) total(bill, LocalDate.of(2026, 10, 1)))
                .isGreaterThan(2.0 * total(bill, LocalDate.of(2026, 10, 2)));
    }

    @Test
    void creditsAndRefundsAreNegativeLines() {
        DayFigures twelfth = bill.finalFigures(LocalDate.of(2026, 10, 12));
        assertThat(sum(twelfth, RecordType.CREDIT)).isNegative();
        assertThat(sum(twelfth, RecordType.REFUND)).isEqualTo(-84_200_000);
    }

    @Test
    void theSavingsPlanNegatesExactlyWhatItCovers() {
        for (Instant now = TUESDAY.atTime(8, 0).toInstant(ZoneOffset.UTC);
                now.isBefore(Bill.finalAt(TUESDAY).plus(Duration.ofDays(1)));
                now = now.plus(Duration.ofHours(8))) {
            DayFigures seen = bill.seen(TUESDAY, now);
            assertThat(sum(seen, RecordType.SAVINGS_PLAN_COVERED))
                    .isEqualTo(-sum(seen, RecordType.SAVINGS_PLAN_NEGATION));
        }
    }

    @Test
    void aMonthAmortizedIsAMonthUnblended() {
        long unblended =
                days("2026-10-01", 31).mapToLong(day -> total(bill, day)).sum();
        long amortized = days("2026-10-01", 31)
                .mapToLong(day -> bill.finalFigures(day).total(CostBasis.AMORTIZED))
                .sum();
        assertThat(amortized).isEqualTo(unblended);
    }

    @Test
    void netOfDiscountsIsLess() {
        DayFigures day = bill.finalFigures(TUESDAY);
        assertThat(day.total(CostBasis.NET_UNBLENDED)).isLessThan(day.total(CostBasis.UNBLENDED));
        assertThat(day.total(CostBasis.NET_AMORTIZED)).isLessThan(day.total(CostBasis.AMORTIZED));
    }

    @Test
    void todayIsPartialAndTomorrowIsNothing() {
        Instant noon = TUESDAY.atTime(20, 0).toInstant(ZoneOffset.UTC);
        long today = bill.seen(TUESDAY, noon).total(CostBasis.UNBLENDED);
        assertThat(today).isPositive().isLessThan(total(bill, TUESDAY) * 3 / 4);
        assertThat(bill.seen(TUESDAY.plusDays(1), noon).total(CostBasis.UNBLENDED))
                .isZero();
    }

    @Test
    void aDayIsRestatedForThreeDaysAndThenStandsStill() {
        Instant end = TUESDAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        List<Long> readings = Stream.iterate(end, at -> at.plus(Duration.ofHours(8)))
                .limit(15)
                .map(at -> bill.seen(TUESDAY, at).total(CostBasis.UNBLENDED))
                .toList();
        long settled = total(bill, TUESDAY);
        assertThat(readings.subList(0, 9)).doesNotContain(settled);
        assertThat(readings.subList(9, 15)).containsOnly(settled);
        assertThat(readings.get(3) / (double) settled).isCloseTo(1, within(0.01));
        assertThat(readings.subList(3, 6).stream().distinct()).hasSize(1);
    }

    @Test
    void betweenTwoRefreshesNothingMoves() {
        Instant eight = TUESDAY.atTime(8, 0).toInstant(ZoneOffset.UTC);
        assertThat(bill.seen(TUESDAY, eight.plus(Duration.ofMinutes(479))))
                .usingRecursiveComparison()
                .isEqualTo(bill.seen(TUESDAY, eight));
    }

    @Test
    void supportIsPostedOnTheSixthAndSeventhOfTheNextMonth() {
        LocalDate first = LocalDate.of(2026, 10, 1);
        assertThat(support(first, "2026-11-05T23:59:00Z")).isZero();
        long onTheSixth = support(first, "2026-11-06T12:00:00Z");
        assertThat(onTheSixth).isPositive();
        assertThat(support(first, "2026-11-07T00:00:00Z"))
                .isGreaterThan(onTheSixth)
                .isEqualTo(sum(bill.finalFigures(first), RecordType.SUPPORT));
    }

    @Test
    void taxGrowsWithTheMonth() {
        LocalDate first = LocalDate.of(2026, 10, 1);
        long early = sum(bill.seen(first, Instant.parse("2026-10-05T12:00:00Z")), RecordType.TAX);
        long late = sum(bill.seen(first, Instant.parse("2026-10-25T12:00:00Z")), RecordType.TAX);
        assertThat(early).isPositive().isLessThan(late);
        assertThat(sum(bill.seen(first, Instant.parse("2026-11-01T00:00:00Z")), RecordType.TAX))
                .isEqualTo(sum(bill.finalFigures(first), RecordType.TAX));
    }

    @ParameterizedTest
    @EnumSource(CostBasis.class)
    void everyDayShowsItsFinalFiguresFromTheSaidInstantOn(CostBasis basis) {
        days("2026-10-01", 31)
                .forEach(day -> assertThat(bill.seen(day, Bill.finalAt(day)).total(basis))
                        .isEqualTo(bill.finalFigures(day).total(basis)));
    }

    @Test
    void monthsAreEstimatesUntilTheSeventhOfTheNext() {
        LocalDate last = LocalDate.of(2026, 10, 31);
        assertThat(Bill.isEstimated(last, Instant.parse("2026-11-06T23:59:59Z")))
                .isTrue();
        assertThat(Bill.isEstimated(last, Instant.parse("2026-11-07T00:00:00Z")))
                .isFalse();
    }

    @Test
    void anIncidentShowsInTheBill() {
        Incident incident = bill.incident(TUESDAY);
        CostStream stream = bill.stream(incident);
        int index = bill.streams().indexOf(stream);
        long during = bill.finalFigures(incident.from()).amount(CostBasis.UNBLENDED, index);
        long before = bill.finalFigures(incident.from().minusDays(7)).amount(CostBasis.UNBLENDED, index);
        assertThat(during).isGreaterThan(before * 3 / 2);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.000001", "-1, -0.000001", "1000000, 1", "-1500000, -1.5", "2600123400, 2600.1234"})
    void amountsAreWrittenExactly(long micros, String text) {
        assertThat(Micros.text(micros)).isEqualTo(text);
    }

    private long support(LocalDate day, String now) {
        return sum(bill.seen(day, Instant.parse(now)), RecordType.SUPPORT);
    }

    private long sum(DayFigures figures, RecordType type) {
        long sum = 0;
        for (int stream = 0; stream < figures.streams(); stream++) {
            if (bill.streams().get(stream).recordType() == type) {
                sum += figures.amount(CostBasis.UNBLENDED, stream);
            }
        }
        return sum;
    }

    private static long total(Bill bill, LocalDate day) {
        return bill.finalFigures(day).total(CostBasis.UNBLENDED);
    }

    private static Stream<LocalDate> days(String from, int days) {
        LocalDate start = LocalDate.parse(from);
        return start.datesUntil(start.plusDays(days));
    }
}
