package io.finops.costexporter.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever AWS sends on however many pages: what is published adds up to it, to the cent. */
class ConservationTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final List<CostBasis> BASES = List.of(CostBasis.UNBLENDED, CostBasis.NET_AMORTIZED);
    private static final BigDecimal CENT = new BigDecimal("0.01");

    record Line(int day, String service, String region, String currency, BigDecimal amount) {
        LocalDate date() {
            return FIRST.plusDays(day);
        }
    }

    @Property(tries = 300)
    void rowsAddUpToTheBillByDayAndCurrency(
            @ForAll("pages") List<List<Line>> pages, @ForAll @IntRange(min = 1, max = 12) int top) {
        Map<LocalDate, Map<RowKey, Long>> rows = new TreeMap<>(); // AWS sends each row of a day once
        lines(pages)
                .forEach(line -> rows.computeIfAbsent(line.date(), day -> new LinkedHashMap<>())
                        .merge(
                                new RowKey(List.of(line.service(), line.region()), line.currency()),
                                Nanos.of(line.amount()),
                                Long::sum));
        CostReading.Builder reading = new CostReading.Builder(BASES);
        rows.forEach((date, day) -> day.forEach((key, amount) -> reading.add(date, key, amount, -amount)));
        CostHistory history = CostHistory.none(BASES)
                .after(reading.build(), Instant.parse("2026-11-20T00:00:00Z"), Settling.AT_ONCE, FIRST);
        FoldedRows folded = FoldedRows.of(List.of(history), top);

        assertThat(folded.rows().stream().map(FoldedRows.Row::key)).doesNotHaveDuplicates();
        for (String currency : List.of("USD", "EUR")) {
            history.days().forEach((date, day) -> {
                BigDecimal truth = lines(pages)
                        .filter(line ->
                                line.date().equals(date) && line.currency().equals(currency))
                        .map(Line::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum(folded.rows(), day, currency, 0)).isCloseTo(truth, within());
                assertThat(sum(folded.rows(), day, currency, 1)).isCloseTo(truth.negate(), within());
                assertThat(sum(FoldedRows.total(List.of(history)), day, currency, 0))
                        .isEqualTo(sum(folded.rows(), day, currency, 0));
            });
        }
    }

    private static org.assertj.core.data.Offset<BigDecimal> within() {
        return org.assertj.core.api.Assertions.within(CENT);
    }

    private static Stream<Line> lines(List<List<Line>> pages) {
        return pages.stream().flatMap(List::stream);
    }

    private static BigDecimal sum(List<FoldedRows.Row> rows, CostDay day, String currency, int basis) {
        return rows.stream()
                .filter(row -> row.key().currency().equals(currency))
                .map(row -> Nanos.toDecimal(row.amount(day, basis)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Provide
    Arbitrary<List<List<Line>>> pages() {
        Arbitrary<String> services = Arbitraries.of("EC2", "S3", "(other)", "\\(other)", "(unset)", "", "Tax", "RDS");
        Arbitrary<Line> line = Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        services,
                        Arbitraries.of("us-east-1", "eu-west-1", ""),
                        Arbitraries.of("USD", "EUR"),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-100000"), new BigDecimal("1000000"))
                                .ofScale(10))
                .as(Line::new);
        return line.list().ofMaxSize(60).list().ofMinSize(1).ofMaxSize(4);
    }
}
