package io.finops.rehearsal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PaymentHistoryTest {
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-04T09:13:20Z");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final double DAY = 86_400;

    @Test
    void isTheSameEveryTime() throws IOException {
        assertThat(written()).isEqualTo(written());
    }

    @Test
    void leavesNoGapThatAGraphWouldShowUpToTheEnd() throws IOException {
        Map<String, List<Long>> times = written()
                .lines()
                .filter(line -> !line.contains("period_start"))
                .collect(Collectors.groupingBy(
                        line -> line.substring(0, line.indexOf(' ')),
                        Collectors.mapping(
                                line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)), Collectors.toList())));

        assertThat(times).containsKey("finops:cost_per_transaction_usd:live");
        assertThat(times).containsKey("finops:cost_per_transaction_usd:day");
        assertThat(times.values()).allSatisfy(series -> {
            assertThat(series.get(0)).isEqualTo(FROM.getEpochSecond());
            assertThat(series.get(series.size() - 1)).isBetween(END.getEpochSecond() - 120, END.getEpochSecond());
            for (int i = 1; i < series.size(); i++) {
                assertThat(series.get(i) - series.get(i - 1)).isBetween(1L, 150L);
            }
        });
    }

    @Test
    void saysThatItIsSimulated() throws IOException {
        assertThat(last(written(), "finops_payments_source_info{simulated=\"true\""))
                .isEqualTo(1);
    }

    @Test
    void goesAsTheLiveTrafficGoes() {
        PaymentCurve curve = new PaymentCurve(12);
        double sum = 0;
        int samples = 7 * 24 * 12;
        Instant monday = Instant.parse("2026-11-02T00:00:00Z");
        for (int i = 0; i < samples; i++) {
            sum += curve.at(monday.plusSeconds(300L * i));
        }

        assertThat(sum / samples).as("mean of a week").isBetween(11.8, 12.2);
        assertThat(curve.at(Instant.parse("2026-11-06T19:00:00Z")))
                .as("Friday evening")
                .isGreaterThan(3 * curve.at(Instant.parse("2026-11-08T03:00:00Z")));
    }

    @Test
    void meansOfADayAreThoseOfTheSamplesOfADay() throws IOException {
        String text = written();
        String series = "finops:transactions_approved:rate5m ";
        List<Double> rates = text.lines()
                .filter(line -> line.startsWith(series))
                .map(line -> Double.valueOf(line.split(" ", -1)[1]))
                .toList();
        double mean = rates.subList(rates.size() - 720, rates.size()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();

        assertThat(last(text, "finops:transactions_approved:rate1d ")).isCloseTo(mean, within(1e-9));
    }

    @Test
    void usesAFifthOfEachErrorBudget() throws IOException {
        String text = written();
        for (String objective : List.of("availability", "latency", "settlement")) {
            String labels = "{sloth_id=\"payments-service-" + objective + "\"";
            double share = last(text, "finops:slo_events_bad:rate5m" + labels)
                    / last(text, "finops:slo_events_total:rate5m" + labels);

            assertThat(share).isCloseTo(objective.equals("latency") ? 0.002 : 0.0002, within(1e-9));
        }
    }

    @Test
    void hasCountersTwiceAMinuteSoThatPanelsOfAFewHoursHaveRates() throws IOException {
        List<Long> times = written()
                .lines()
                .filter(line -> line.startsWith("transactions_accepted_total"))
                .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();

        assertThat(times.get(1) - times.get(0)).isLessThanOrEqualTo(30);
    }

    @Test
    void ordinaryWeeksAreInsideTheirBands() throws IOException {
        String text = written();
        for (String signal : List.of("traffic", "revenue")) {
            String labels = "{signal=\"" + signal + "\"}";

            assertThat(last(text, "finops:band_observed:rate30m" + labels))
                    .as(signal)
                    .isBetween(
                            last(text, "finops:band_lower:rate30m" + labels),
                            last(text, "finops:band_upper:rate30m" + labels));
        }
    }

    @Test
    void requestsAgreeWithTheObjectivesAndWithThePayments() throws IOException {
        String text = written();
        String requests = "app_requests_processing_seconds_";
        String success = "{operation=\"create_payment\",outcome=\"success\"";
        double all = last(text, requests + "bucket" + success + ",le=\"+Inf\"");

        assertThat(last(text, requests + "count" + success)).isEqualTo(all);
        assertThat(last(text, "transactions_total{status=\"approved\"")).isCloseTo(all, within(1.0));
        assertThat(1 - last(text, requests + "bucket" + success + ",le=\"0.5\"") / all)
                .isCloseTo(
                        last(text, "slo:sli_error:ratio_rate1h{sloth_id=\"payments-service-latency\""), within(1e-9));
    }

    @Test
    void paymentsAreWorthWhatTheyBrought() throws IOException {
        String text = written();

        assertThat(last(text, "transaction_amount_sum{currency=\"JPY\""))
                .isEqualTo(last(text, "app_revenue_total{currency=\"JPY\""));
    }

    @Test
    void dividesADaysBillByThePaymentsOfThatDay() throws IOException {
        String text = written();

        double payments = last(text, "ledger_day_transactions{currency=\"EUR\",period_start=\"" + FIRST + "\"")
                + last(text, "ledger_day_transactions{currency=\"JPY\",period_start=\"" + FIRST + "\"")
                + last(text, "ledger_day_transactions{currency=\"USD\",period_start=\"" + FIRST + "\"");
        double cost = last(text, "cloud_bill_daily_amount{cost_basis=\"unblended\"");

        assertThat(cost).isEqualTo(0.5 * DAY);
        assertThat(payments).isBetween(0.7 * 12 * DAY, 1.2 * 12 * DAY);
        assertThat(last(text, "finops:cost_per_transaction_usd:settled_day{period_start=\"" + FIRST + "\""))
                .isBetween(0.5 * DAY / payments * 0.999, 0.5 * DAY / payments * 1.001);
    }

    private static double last(String text, String series) {
        String line = text.lines()
                .filter(candidate -> candidate.startsWith(series))
                .reduce((first, second) -> second)
                .orElseThrow();
        return Double.parseDouble(line.split(" ", -1)[1]);
    }

    private static String written() throws IOException {
        TreeMap<LocalDate, Double> runRates = new TreeMap<>();
        for (int day = 0; day < 3; day++) {
            runRates.put(FIRST.plusDays(day), 0.5);
        }
        StringWriter out = new StringWriter();
        new PaymentHistory(new PaymentCurve(12), "127.0.0.1:8080", "127.0.0.1:8081", runRates).write(FROM, END, out);
        new RecordedHistory(new PaymentCurve(12), runRates).write(FROM, END, out);
        new ObjectiveHistory(new PaymentCurve(12)).write(FROM, END, out);
        return out.toString();
    }
}
