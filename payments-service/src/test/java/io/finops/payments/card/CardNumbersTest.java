package io.finops.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.ledger.Ids;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    private static final int SAMPLES = 20_000;

    private final Random random = new Random(42);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111_1111_1111_1111",
                "4111:1111:1111:1111",
                "4111/1111/1111/1111",
                "4111, 1111, 1111, 1111",
                "4111+1111+1111+1111",
                "4111  1111  1111  1111",
                "4111 - 1111 - 1111 - 1111",
                "4111\u200b1111\u200b1111\u200b1111",
                "41\u200d11111111111111",
                "4111\u00a01111\u202f1111\u20091111",
                "4111\n1111\n1111\n1111",
                "4.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
                "pay with 5555555555554444, thanks",
                "4111 1111 1111 1111 123 12/28",
                "4111111111111111123",
                "4111 1111 1111 1111123",
                "41111111111111111228123",
                "378282246310005",
                "3782822463100051234",
                "0004111111111111111",
                "0000 4111 1111 1111 1111",
                "6011111111111117",
                "３７８２８２２４６３１０００５",
                "3530111333300000",
                "card:4222222222222;",
                "no4111111111111111",
                "card_4111111111111111",
                "pan_4111111111111111",
                "pm_4111111111111111",
                "tok-5555555555554444",
                "ord_4111111111111111",
                "4111.1111.1111.1111",
                "41111111-1111-1111-1111-111111111111",
            })
    void refusesWhatLooksLikeACardNumber(String text) {
        assertThat(CardNumbers.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Order 17",
                "4111111111111112",
                "1234567890123456",
                "00000000-0000-4000-8000-411111111111",
                "4111a111-1111-4111-8111-111111111111",
                "1732147200000",
                "+49 170 1234567",
                "2026-11-21T14:35:01Z",
                "99999999999999999999999999",
            })
    void sparesIdsPhonesAndTimes(String text) {
        assertThat(CardNumbers.in(text)).isFalse();
    }

    @Test
    void sparesWhatWeIssueAndWhatKeysUsuallyAre() {
        assertThat(rate(() -> Ids.next("pay", random.nextLong(1L << 44)))).isZero();
        assertThat(rate(() -> Ids.next("re", random.nextLong(1L << 44)))).isZero();
        assertThat(rate(() -> new UUID((random.nextLong() & ~0xf000L) | 0x4000L, (random.nextLong() >>> 2) | (1L << 63))
                        .toString()))
                .isLessThan(0.0001);
    }

    /** The rates that {@code docs/payments.md} gives. */
    @Test
    void refusesFewNumbersThatAreNoCards() {
        assertThat(rate(() -> digits(12))).isZero();
        assertThat(rate(() -> digits(13))).isLessThan(0.012);
        assertThat(rate(() -> digits(16))).isLessThan(0.028);
        assertThat(rate(() -> "ORD-" + digits(10))).isZero();
        assertThat(rate(() -> "Invoice 2026-" + digits(6) + ", " + digits(2) + " pieces, " + digits(3) + ".00 EUR"))
                .isLessThan(0.005);
    }

    @Test
    void missesNoCardInAnyOfItsDisguises() {
        List<Function<String, String>> disguises = List.of(
                card -> card,
                card -> "pm_" + card,
                card -> "card " + card.replaceAll("(.{4})", "$1 "),
                card -> card.replaceAll("(.{4})", "$1_"),
                card -> card + digits(3),
                card -> "000" + card,
                card -> card.replaceAll("(.)", "$1\u200b"),
                card -> card.replaceAll("(.{5})", "$1, "));
        Stream<String> cards = IntStream.range(0, SAMPLES)
                .mapToObj(i -> i % 2 == 0 ? withLuhn("4" + digits(14)) : withLuhn("37" + digits(12)));

        assertThat(cards)
                .allSatisfy(card -> assertThat(disguises)
                        .allSatisfy(disguise ->
                                assertThat(CardNumbers.in(disguise.apply(card))).isTrue()));
    }

    private double rate(Supplier<String> text) {
        return IntStream.range(0, SAMPLES)
                        .filter(i -> CardNumbers.in(text.get()))
                        .count()
                / (double) SAMPLES;
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
        while (digits.length() < count) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private static String withLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
