package io.finops.payments.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.fraud.CardTesting.Attempt;
import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.Payment;
import io.finops.traffic.payment.PaymentMix;
import io.finops.traffic.payment.PaymentStream;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scoring on the generator's honest traffic, with its default mix and no stolen card in it: how many it rejects. */
class HonestTrafficTest {
    private static final double THRESHOLD = 0.75;
    private static final double MOST_REJECTED = 0.01;

    private final PaymentStream honest = new PaymentStream(
            new PaymentMix(2_000, CurrencyShares.parse("USD:52,EUR:28,GBP:12,JPY:8"), 0, 0.02, 0), 7, 7);
    private final CardTesting testing = new CardTesting();
    private final Map<String, Deque<Paid>> ledger = new HashMap<>();
    private long now = 1_790_000_000_000L;

    /** What the ledger remembers of a payment. */
    private record Paid(long amount, String currency, String country, String method, boolean approved, long at) {}

    /** From a service that has never seen a payment on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 12, 100, 1_000})
    void rejectsAtMostOneInAHundred(int perSecond) {
        int payments = 40_000;
        int rejected = rejected(0, payments, perSecond);
        System.out.printf("%d of %d honest payments rejected at %d per second%n", rejected, payments, perSecond);
        assertThat(rejected)
                .as("rejected of %d at %d per second", payments, perSecond)
                .isLessThanOrEqualTo((int) (payments * MOST_REJECTED));
    }

    @Test
    void findsATestOfCardsInItsMidstAndRejectsNoMoreOfIt() {
        for (IntFunction<Attempt> attack : List.<IntFunction<Attempt>>of(
                i -> new Attempt("pm_stolen" + i, false, false, null, 1),
                i -> new Attempt("pm_stolen" + i, false, false, "US", 30),
                i -> new Attempt("pm_same", false, false, null, 30))) {
            rejected(0, 20_000, 12);
            int rejected = 0;
            int attempts = 0;
            for (int i = 0; i < 12 * 60; i++) {
                rejected += rejected(20_000 + i, 1, 12);
                if (i % 6 == 0 && attempts < 120) {
                    double score = FraudScoring.score(
                            100,
                            1,
                            false,
                            CustomerHistory.NONE,
                            testing.signal("mer_demo", attack.apply(attempts), now));
                    assertThat(score >= THRESHOLD || attempts < 19)
                            .as("attempt %d", attempts)
                            .isTrue();
                    attempts++;
                }
            }
            assertThat(rejected).isLessThanOrEqualTo(7);
            now += 24 * 3_600_000;
        }
    }

    private int rejected(int from, int payments, int perSecond) {
        int rejected = 0;
        for (int i = from; i < from + payments; i++) {
            now += 1_000 / perSecond;
            if (isRejected(honest.at(i))) {
                rejected++;
            }
        }
        return rejected;
    }

    private boolean isRejected(Payment payment) {
        Deque<Paid> paid = ledger.computeIfAbsent(payment.customer(), any -> new ArrayDeque<>());
        CustomerHistory history = history(paid, payment);
        double usd = payment.amount()
                / Math.pow(10, Currency.getInstance(payment.currency()).getDefaultFractionDigits())
                * usdRate(payment.currency());
        double signal = testing.signal(
                "mer_demo", new Attempt(payment.paymentMethod(), true, history.isKnown(), payment.country(), usd), now);
        boolean rejected = FraudScoring.score(payment.amount(), usd, true, history, signal) >= THRESHOLD;
        boolean approved = !rejected && !payment.paymentMethod().startsWith("pm_decline");
        paid.addFirst(new Paid(
                payment.amount(), payment.currency(), payment.country(), payment.paymentMethod(), approved, now));
        if (paid.size() > 50) {
            paid.removeLast();
        }
        return rejected;
    }

    private static double usdRate(String currency) {
        return switch (currency) {
            case "EUR" -> 1.08;
            case "GBP" -> 1.27;
            case "JPY" -> 0.0066;
            default -> 1;
        };
    }

    /** As the ledger's query counts it. */
    private CustomerHistory history(Deque<Paid> paid, Payment payment) {
        var approved = paid.stream().filter(Paid::approved).toList();
        var sameCurrency = approved.stream()
                .filter(earlier -> earlier.currency().equals(payment.currency()))
                .toList();
        return new CustomerHistory(
                paid.stream().filter(earlier -> earlier.at() > now - 60_000).count(),
                sameCurrency.size(),
                sameCurrency.stream().mapToLong(Paid::amount).average().orElse(0),
                approved.size(),
                approved.stream()
                        .filter(earlier -> earlier.country().equals(payment.country()))
                        .count(),
                approved.size(),
                paid.stream()
                        .filter(earlier -> earlier.at() > now - 600_000)
                        .map(Paid::method)
                        .distinct()
                        .count());
    }
}
