package io.finops.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GatewaySilenceTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final GatewaySilence silence = new GatewaySilence(now::get);

    @Test
    void isZeroWhileNobodyWaits() {
        assertThat(silence.seconds()).isZero();
        silence.callBegins();
        silence.callEnds(false);
        passes(60);

        assertThat(silence.seconds()).isZero();
    }

    @Test
    void growsFromTheFirstCallThatWaits() {
        silence.callBegins();
        passes(2);
        silence.callBegins();
        passes(2);

        assertThat(silence.seconds()).isEqualTo(4);
    }

    @Test
    void endsWithEveryAnswer() {
        silence.callBegins();
        silence.callBegins();
        passes(3);
        silence.callEnds(true);
        passes(1);

        assertThat(silence.seconds()).isEqualTo(1);
    }

    @Test
    void lastsWhileCallsGiveUpAndOthersWait() {
        silence.callBegins();
        passes(4);
        silence.callBegins();
        passes(1);
        silence.callEnds(false);

        assertThat(silence.seconds()).isEqualTo(5);
    }

    @Test
    void beginsAnewAfterNobodyWaited() {
        silence.callBegins();
        passes(5);
        silence.callEnds(false);
        passes(60);
        silence.callBegins();
        passes(1);

        assertThat(silence.seconds()).isEqualTo(1);
    }

    private void passes(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
