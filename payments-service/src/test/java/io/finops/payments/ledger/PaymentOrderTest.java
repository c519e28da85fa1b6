package io.finops.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.money.Money;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PaymentOrderTest {
    /** As versions without references and metadata hashed it: their keys must not be called reused after an update. */
    @Test
    void isHashedAsBeforeWhereItHasNothingNew() {
        assertThat(HexFormat.of().formatHex(order(null, Map.of()).hash().bytes()))
                .isEqualTo("f90d8b19a877420ccd6d2aa87d09045c1d689526735b1fd1d26bbb05dd7074c0");
    }

    @Test
    void isAnotherOneWithAnotherReferenceOrMetadata() {
        List<PaymentOrder> different = Stream.of(
                        order(null, Map.of()),
                        order("a", Map.of()),
                        order("b", Map.of()),
                        order(null, Map.of("a", "b")),
                        order("a", Map.of("a", "b")),
                        order("a", Map.of("a", "c")),
                        order("a", Map.of("ab", "")),
                        order("a", Map.of("a", "b", "c", "d")))
                .toList();

        assertThat(different.stream().map(PaymentOrder::hash)).doesNotHaveDuplicates();
    }

    private static PaymentOrder order(@Nullable String reference, Map<String, String> metadata) {
        return new PaymentOrder(Money.of(1999, "USD"), "pm_1", null, "DE", null, reference, metadata);
    }
}
