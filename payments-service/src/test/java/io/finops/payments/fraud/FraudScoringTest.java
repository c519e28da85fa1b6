package io.finops.payments.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class FraudScoringTest {
    private static final CustomerHistory REGULAR = new CustomerHistory(1, 20, 2_000, 20, 20, 20, 1);

    @Test
    void findsNothingOddInAnOrdinaryPayment() {
        assertThat(FraudScoring.score(2_500, 25, true, REGULAR, 0)).isZero();
        assertThat(FraudScoring.score(2_500, 25, true, CustomerHistory.NONE, 0)).isZero();
    }

    @Test
    void doesNotRejectForOneReasonAlone() {
        assertThat(FraudScoring.score(2_000_000, 20_000, true, REGULAR, 0)).isLessThan(0.75);
        assertThat(FraudScoring.score(2_000, 20, true, new CustomerHistory(50, 20, 2_000, 20, 20, 20, 1), 0))
                .isLessThan(0.75);
        assertThat(FraudScoring.score(2_000, 20, true, new CustomerHistory(1, 20, 2_000, 20, 0, 20, 1), 0))
                .isLessThan(0.75);
    }

    @Test
    void rejectsForTwoStrongReasons() {
        assertThat(FraudScoring.score(2_000_000, 20_000, true, new CustomerHistory(1, 20, 2_000, 20, 0, 20, 1), 0))
                .isGreaterThanOrEqualTo(0.75);
        assertThat(FraudScoring.score(2_000, 20, true, new CustomerHistory(50, 20, 2_000, 20, 0, 20, 1), 0))
                .isGreaterThanOrEqualTo(0.75);
    }

    @Test
    void rejectsACustomerWhoTriesOneCardAfterTheOther() {
        assertThat(FraudScoring.score(2_000, 20, true, new CustomerHistory(10, 0, 0, 0, 0, 0, 10), 0))
                .isGreaterThanOrEqualTo(0.75);
        assertThat(FraudScoring.score(2_000, 20, true, new CustomerHistory(3, 0, 0, 0, 0, 0, 5), 0))
                .isZero();
    }

    @Property
    void staysBetweenZeroAndOneAndGrowsWithTheAmount(
            @ForAll @LongRange(min = 1, max = 1_000_000_000) long amount,
            @ForAll @LongRange(max = 100) long lastMinute,
            @ForAll @LongRange(max = 50) long approved,
            @ForAll @DoubleRange(max = 1_000_000) double mean) {
        CustomerHistory history = new CustomerHistory(lastMinute, approved, mean, approved, 0, approved, 1);
        double score = FraudScoring.score(amount, amount / 100.0, true, history, 0);

        assertThat(score).isBetween(0.0, 1.0);
        assertThat(FraudScoring.score(amount * 2, amount / 50.0, true, history, 0))
                .isGreaterThanOrEqualTo(score);
    }
}
