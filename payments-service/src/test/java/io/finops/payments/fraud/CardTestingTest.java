package io.finops.payments.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.fraud.CardTesting.Attempt;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CardTestingTest {
    private static final String SHOP = "mer_shop";
    /** A signal of 1 alone is enough to reject. */
    private static final double FOUND = 1;

    private final CardTesting testing = new CardTesting();
    private final SplittableRandom random = new SplittableRandom(5);
    private long now = 1_790_000_000_000L;

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("one card, nobody named", attack(i -> stranger("pm_one", null, 20))),
                Arguments.of("one card under many names", attack(i -> named("pm_one", 20))),
                Arguments.of("many cards, a dollar each", attack(i -> stranger("pm_" + i, null, 1))),
                Arguments.of("many cards under many names, a dollar each", attack(i -> named("pm_" + i, 1))));
    }

    private static IntFunction<Attempt> attack(IntFunction<Attempt> attempt) {
        return attempt;
    }

    static Stream<Arguments> attacksOnAShopWithHabits() {
        return Stream.concat(
                attacks(),
                Stream.of(
                        Arguments.of("many cards, nobody named", attack(i -> stranger("pm_" + i, "DE", 50))),
                        Arguments.of(
                                "many cards under many names from far away",
                                attack(i -> new Attempt("pm_" + i, true, false, "VN", 50)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void findsATestOfCardsWithinTwentyAttemptsAtANewMerchant(String name, IntFunction<Attempt> attack) {
        assertThat(attemptsUntilFound(attack, 2_000)).isLessThanOrEqualTo(20);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacksOnAShopWithHabits")
    void findsATestOfCardsWithinTwentyAttemptsAmongUsualPayments(String name, IntFunction<Attempt> attack) {
        trade(20_000);

        assertThat(attemptsUntilFound(attack, 2_000)).isLessThanOrEqualTo(20);
    }

    @Test
    void findsItAgainAnHourLater() {
        trade(20_000);
        IntFunction<Attempt> attack = i -> stranger("pm_" + i, null, 1);
        IntStream.range(0, 120).forEach(i -> next(attack.apply(i), 500));
        trade(50_000);

        assertThat(attemptsUntilFound(attack, 2_000)).isLessThanOrEqualTo(20);
    }

    @Test
    void leavesKnownCustomersAlone() {
        trade(20_000);
        IntStream.range(0, 120).forEach(i -> next(stranger("pm_" + i, null, 1), 500));

        assertThat(next(new Attempt("pm_mine", true, true, "DE", 1), 500)).isZero();
    }

    @Test
    void takesForUsualWhatAMerchantAlwaysDoes() {
        for (int i = 0; i < 2_000; i++) {
            next(stranger("pm_" + i, "DE", 1), 1_000);
        }

        // Half as many again as usual for a minute, and still nothing odd about a guest with a small payment.
        assertThat(IntStream.range(0, 90).mapToDouble(i -> next(stranger("pm_new" + i, "DE", 1), 667)))
                .allMatch(signal -> signal < FOUND);
    }

    @Test
    void forgetsAfterAWhile() {
        assertThat(attemptsUntilFound(i -> stranger("pm_one", null, 20), 1_000)).isLessThanOrEqualTo(20);
        now += 60 * 60_000;

        assertThat(next(stranger("pm_one", null, 20), 1_000)).isZero();
    }

    @Test
    void keepsMerchantsApart() {
        IntStream.range(0, 50).forEach(i -> next(stranger("pm_one", null, 20), 100));

        assertThat(testing.signal("mer_other", stranger("pm_one", null, 20), now))
                .isZero();
    }

    /** Customers who are mostly known, ten a second. */
    private void trade(int payments) {
        for (int i = 0; i < payments; i++) {
            next(new Attempt("pm_customer" + random.nextInt(2_000), true, random.nextInt(20) > 0, "DE", 30), 100);
        }
    }

    private int attemptsUntilFound(IntFunction<Attempt> attack, long millisEach) {
        int attempts = 0;
        while (next(attack.apply(attempts++), millisEach) < FOUND) {
            assertThat(attempts).isLessThan(1_000);
        }
        return attempts;
    }

    private double next(Attempt attempt, long millis) {
        now += millis;
        return testing.signal(SHOP, attempt, now);
    }

    private static Attempt stranger(String method, @Nullable String country, double usd) {
        return new Attempt(method, false, false, country, usd);
    }

    private static Attempt named(String method, double usd) {
        return new Attempt(method, true, false, "DE", usd);
    }
}
