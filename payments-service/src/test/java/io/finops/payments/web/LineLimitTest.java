package io.finops.payments.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may overflow
    private final LineLimit limit = new LineLimit(3, now::get);

    @Test
    void leavesOutWhatIsTooMuchOfASecondAndSaysLaterHowMuchItWas() {
        assertThat(IntStream.range(0, 10).mapToLong(line -> limit.admit()))
                .containsExactly(0L, 0L, 0L, -1L, -1L, -1L, -1L, -1L, -1L, -1L);

        now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        assertThat(limit.admit()).as("the same second").isEqualTo(-1);

        now.addAndGet(1);
        assertThat(limit.admit()).isEqualTo(8);
        assertThat(limit.admit()).as("told once").isZero();
    }
}
