package io.finops.traffic.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaymentStreamTest {
    private static final int MANY = 40_000;
    private static final CurrencyShares CURRENCIES = CurrencyShares.parse("USD:60,EUR:30,JPY:10");

    @Test
    void theSameSeedsGiveTheSamePaymentsInAnyOrder() {
        PaymentStream one = stream(0.05, 0.02, 0.01);
        PaymentStream other = stream(0.05, 0.02, 0.01);

        for (long arrival = 999; arrival >= 0; arrival--) {
            assertThat(other.at(arrival)).isEqualTo(one.at(arrival));
        }
    }

    @Test
    void anotherKeySeedGivesTheSamePaymentsUnderOtherKeys() {
        Payment one = new PaymentStream(mix(0, 0, 0), 1, 2).at(5);
        Payment other = new PaymentStream(mix(0, 0, 0), 1, 3).at(5);

        assertThat(other.key()).isNotEqualTo(one.key());
        assertThat(other.amount()).isEqualTo(one.amount());
        assertThat(other.customer()).isEqualTo(one.customer());
    }

    @Test
    void everyPaymentHasAKeyOfItsOwn() {
        assertThat(payments(stream(0, 0, 0)).stream().map(Payment::key)).doesNotHaveDuplicates();
    }

    @Test
    void repeatsTheAskedShareUnderTheKeyOfARecentPayment() {
        PaymentStream stream = stream(0.05, 0, 0);
        long repeated = LongStream.range(0, MANY)
                .filter(arrival -> stream.originalOf(arrival) != arrival)
                .peek(arrival -> assertThat(stream.at(arrival)).isEqualTo(stream.at(stream.originalOf(arrival))))
                .count();

        assertThat((double) repeated / MANY).isCloseTo(0.05, within(0.004));
    }

    @Test
    void declinesAndFraudHaveTheirShares() {
        List<Payment> payments = payments(stream(0, 0.1, 0.02));
        Set<String> home = Set.of("US", "DE", "FR", "ES", "IT", "NL", "IE", "AT", "JP");

        assertThat(share(payments, p -> p.paymentMethod().startsWith("pm_decline_")))
                .isCloseTo(0.1, within(0.006));
        assertThat(share(payments, p -> !home.contains(p.country()))).isCloseTo(0.02, within(0.003));
    }

    @Test
    void currenciesHaveTheirShares() {
        // Shares are of customers, and few customers pay often: the share of payments is close, not equal.
        List<Payment> payments = payments(stream(0, 0, 0));

        assertThat(share(payments, p -> p.currency().equals("USD"))).isCloseTo(0.6, within(0.1));
        assertThat(share(payments, p -> p.currency().equals("JPY"))).isCloseTo(0.1, within(0.06));
    }

    @Test
    void customersReturnWithTheirCurrencyCountryAndMethod() {
        Map<String, Set<String>> habits = new HashMap<>();
        for (Payment payment : payments(stream(0, 0, 0))) {
            habits.computeIfAbsent(payment.customer(), c -> new java.util.HashSet<>())
                    .add(payment.currency() + payment.country() + payment.paymentMethod());
        }

        assertThat(habits.values()).allMatch(set -> set.size() == 1);
        assertThat(habits).hasSizeGreaterThan(1500);
    }

    @Test
    void amountsOfACategoryAreLogNormal() {
        SplittableRandom random = new SplittableRandom(3);
        for (MerchantCategory category : MerchantCategory.values()) {
            double[] logs = new double[MANY];
            for (int i = 0; i < MANY; i++) {
                logs[i] = Math.log(category.amount(random) / category.median()) / category.sigma();
            }
            double mean = java.util.Arrays.stream(logs).average().orElseThrow();
            double variance =
                    java.util.Arrays.stream(logs).map(x -> x * x).average().orElseThrow();
            assertThat(mean).isCloseTo(0, within(3 / Math.sqrt(MANY)));
            assertThat(variance).isCloseTo(1, within(3 * Math.sqrt(2.0 / MANY)));
        }
    }

    @Test
    void amountsAreWholeMinorUnitsOfTheCurrency() {
        assertThat(CurrencyShares.minorUnits(38, "USD")).isEqualTo(3800);
        assertThat(CurrencyShares.minorUnits(38, "JPY")).isEqualTo(5700);
        assertThat(CurrencyShares.minorUnits(10, "KWD")).isEqualTo(3100);
        assertThat(CurrencyShares.minorUnits(0.001, "USD")).isEqualTo(100);
    }

    @Test
    void noPaymentHasDigitsThatCouldBeACard() {
        for (Payment payment : payments(stream(0.05, 0.05, 0.05))) {
            assertThat(payment.paymentMethod()).matches("pm_[a-z_]+");
            assertThat(new String(payment.json(), StandardCharsets.US_ASCII)).doesNotContainPattern("[0-9]{12}");
        }
    }

    @Test
    void theBodyIsWhatTheApiTakes() {
        Payment payment = stream(0, 0, 0).at(17);

        assertThat(new String(payment.json(), StandardCharsets.US_ASCII))
                .isEqualTo("{\"amount\":" + payment.amount() + ",\"currency\":\"" + payment.currency()
                        + "\",\"paymentMethod\":\"" + payment.paymentMethod() + "\",\"customer\":\""
                        + payment.customer() + "\",\"country\":\"" + payment.country()
                        + "\",\"description\":\"Order 17\"}");
    }

    @Test
    void refusesWhatIsNoShareOfCurrencies() {
        for (String text : List.of("", "USD:", "USD:0", "USD:x", "usd:1", "USD:1,USD:2", "USD:1:2", "USD:NaN")) {
            assertThatThrownBy(() -> CurrencyShares.parse(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static double share(List<Payment> payments, Predicate<Payment> of) {
        return (double) payments.stream().filter(of).count() / payments.size();
    }

    private static List<Payment> payments(PaymentStream stream) {
        return LongStream.range(0, MANY).mapToObj(stream::at).collect(Collectors.toList());
    }

    private static PaymentStream stream(double duplicates, double declines, double fraud) {
        return new PaymentStream(mix(duplicates, declines, fraud), 1, 2);
    }

    private static PaymentMix mix(double duplicates, double declines, double fraud) {
        return new PaymentMix(2000, CURRENCIES, duplicates, declines, fraud);
    }
}
