package io.finops.payments.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PaymentIdTest {
    private static final long YEAR_9999 = 253_370_764_800_000L;

    @Property
    void isInTheOrderOfTime(
            @ForAll @LongRange(min = 1, max = YEAR_9999) long millis,
            @ForAll @LongRange(min = 1, max = 1000) long later) {
        String earliest = PaymentId.earliest(Instant.ofEpochMilli(millis)).value();

        assertThat(PaymentId.next(millis).value()).isGreaterThan(earliest);
        assertThat(PaymentId.next(millis + later).value()).isGreaterThan(earliest);
        assertThat(PaymentId.next(millis - 1).value()).isLessThan(earliest);
    }

    @Property
    void isReadAsItWasWritten(@ForAll @LongRange(min = 0, max = YEAR_9999) long millis) {
        PaymentId id = PaymentId.next(millis);

        assertThat(PaymentId.parse(id.value())).contains(id);
    }

    @Example
    void isNoneThatWeCannotHaveMade() {
        for (String other : new String[] {
            "", "pay_", "re_01jd", "pay_ABC", "pay_a b", "pay_\u0000", "pay_é", "pay_" + "x".repeat(41)
        }) {
            assertThat(PaymentId.parse(other)).as(other).isEmpty();
            assertThatThrownBy(() -> new PaymentId(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
