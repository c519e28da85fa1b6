package io.finops.payments.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerchantRatesTest {
    /** Near the end of what a long holds: the clock of a JVM may stand anywhere, and turn over. */
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

    private final MerchantRates rates = new MerchantRates(10, 5, now::get);

    @Test
    void letsABurstPassAndThenTheRate() {
        assertThat(taken("mer_a", 20)).isEqualTo(5);
        pass(Duration.ofMillis(100));
        assertThat(taken("mer_a", 20)).isEqualTo(1);
        pass(Duration.ofMillis(250));
        assertThat(taken("mer_a", 20)).isEqualTo(2);
        pass(Duration.ofHours(1));
        assertThat(taken("mer_a", 20)).isEqualTo(5);
    }

    @Test
    void holdsNobodyResponsibleForAnother() {
        assertThat(taken("mer_a", 20)).isEqualTo(5);
        assertThat(taken("mer_b", 20)).isEqualTo(5);
    }

    @Test
    void countsExactlyWhenManyTakeAtOnce() {
        assertThat(IntStream.range(0, 1000)
                        .parallel()
                        .filter(i -> rates.take("mer_a"))
                        .count())
                .isEqualTo(5);
    }

    @Test
    void aThreadThatSleepsAfterReadingTheClockIsNotRefusedForIt() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        MerchantRates rates = new MerchantRates(10, 5, () -> {
            long read = now.get();
            meanwhile.getAndSet(() -> {}).run();
            return read;
        });
        assertThat(rates.take("mer_a")).isTrue();
        meanwhile.set(() -> {
            pass(Duration.ofSeconds(10));
            assertThat(rates.take("mer_a")).isTrue();
        });
        assertThat(rates.take("mer_a")).isTrue();
    }

    private long taken(String merchant, int attempts) {
        return IntStream.range(0, attempts).filter(i -> rates.take(merchant)).count();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
