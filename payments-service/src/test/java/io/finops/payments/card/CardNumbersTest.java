package io.finops.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "pay with 5555555555554444, thanks",
                "4111 1111 1111 1111 123 12/28",
                "378282246310005",
                "6011111111111117",
                "３７８２８２２４６３１０００５",
                "3530111333300000",
                "card:4222222222222;",
                "no4111111111111111",
            })
    void refusesWhatLooksLikeACardNumber(String text) {
        assertThat(CardNumbers.inText(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_4111111111111111", "tok-5555555555554444", "4111.1111.1111.1111"})
    void refusesACardNumberDressedAsAToken(String token) {
        assertThat(CardNumbers.inToken(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Order 17",
                "4111111111111112",
                "1234567890123456",
                "ord_4111111111111111",
                "00000000-0000-4000-8000-411111111111",
                "41111111-1111-1111-1111-111111111111",
                "1732147200000",
                "+49 170 1234567",
                "99999999999999999999999999",
            })
    void sparesIdsPhonesAndTimes(String text) {
        assertThat(CardNumbers.inText(text)).isFalse();
    }
}
