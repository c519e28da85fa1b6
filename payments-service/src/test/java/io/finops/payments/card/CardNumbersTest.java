package io.finops.payments.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.id.PaymentId;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    private static final int SAMPLES = 20_000;
    private static final String HEX = "0123456789abcdef";

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
                "Card4111111111111111123",
                "4111111111111111exp1228cvv123",
                "4111111111111111EXP1228123",
                "2026-11-21 4111-1111-1111-1111",
                "ORD-20261121-4111111111111111",
                "2026112114354111111111111111",
                "00000000000000004111111111111111",
                "9999994111111111111111999999",
                "00000000-0000-4000-8000-000000000000/4111111111111111",
                "01JD5K0V3M8X2Q7R4T6W9Y1Z3B_4111111111111111",
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
                "4006381333931",
                "30.11.2026 14:35:01",
            })
    void sparesIdsPhonesAndTimes(String text) {
        assertThat(CardNumbers.in(text)).isFalse();
    }

    /** Shapes of which none is ever refused: what clients use as keys, tokens and references. */
    private static Stream<Named<Function<Random, String>>> usualShapes() {
        return Stream.of(
                named(
                        "ours",
                        random -> PaymentId.next(random.nextLong(1L << 44)).value()),
                named("uuid", random -> uuid(random).toString()),
                named("uuid upper case", random -> uuid(random).toString().toUpperCase(Locale.ROOT)),
                named("uuid without hyphens", random -> uuid(random).toString().replace("-", "")),
                named(
                        "uuid without letters",
                        random -> uuidOf(digits(random, 32)).toString()),
                named("uuid after a word", random -> "order-" + uuidOf(digits(random, 32)) + "-retry-2"),
                named("two uuids", random -> uuid(random) + ":" + uuid(random)),
                named(
                        "ulid",
                        random -> "01" + of("HJK", 1, random) + of("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23, random)),
                named("object id", random -> "6" + of(HEX, 22, random) + "a"),
                named("sha 256", random -> of(HEX, 64, random)),
                named("hex after a letter", random -> "r" + of(HEX, 31, random)),
                named("token", random -> "pm_" + of("0123456789abcdefghijklmnopqrstuvwxyz", 24, random)),
                named("customer", random -> "cus_" + random.nextInt(1_000_000)),
                named("order number", random -> "ORD-" + digits(random, 10)),
                named("order of a day", random -> "ORD-" + time(random, "yyyyMMdd") + "-" + digits(random, 10)),
                named(
                        "unix time",
                        random -> "order-" + (1_763_000_000_000L + random.nextLong(1L << 37)) + "-"
                                + random.nextInt(100)),
                named(
                        "unix time nanos",
                        random -> Long.toString(1_763_000_000_000_000_000L + random.nextLong(1L << 57))),
                named("iso time", random -> time(random, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'")),
                named("sql time", random -> time(random, "yyyy-MM-dd HH:mm:ss.SSSSSS'+01:00'")),
                named("time with hyphens", random -> time(random, "yyyy-MM-dd-HH-mm-ss-SSSSSS")),
                named("time in digits", random -> "ord" + time(random, "yyyyMMddHHmmssSSSSSS")),
                named("german time", random -> time(random, "dd.MM.yyyy, HH:mm:ss")),
                named("phone", random -> "+49 " + digits(random, 3) + " " + digits(random, 8)));
    }

    @ParameterizedTest
    @MethodSource("usualShapes")
    void neverRefusesIdsAndTimesOfTheUsualShapes(Function<Random, String> shape) {
        assertThat(Stream.generate(() -> shape.apply(random)).limit(SAMPLES).filter(CardNumbers::in))
                .isEmpty();
    }

    /** The rates that {@code docs/payments.md} gives. */
    @Test
    void refusesFewNumbersThatAreNoCards() {
        assertThat(rate(() -> digits(random, 12))).isZero();
        assertThat(rate(() -> digits(random, 13))).isLessThan(0.012);
        assertThat(rate(() -> digits(random, 16))).isLessThan(0.028);
        assertThat(rate(() -> of(HEX, 16, random))).isLessThan(0.0005);
        assertThat(rate(() -> "Invoice 2026-" + digits(random, 6) + ", " + digits(random, 2) + " pieces, "
                        + digits(random, 3) + ".00 EUR"))
                .isLessThan(0.0005);
    }

    @Test
    void missesNoCardInAnyOfItsDisguises() {
        List<Function<String, String>> disguises = List.of(
                card -> card,
                card -> "pm_" + card,
                card -> "card " + card.replaceAll("(.{4})", "$1 "),
                card -> card.replaceAll("(.{4})", "$1_"),
                card -> card + digits(random, 3),
                card -> "000" + card,
                card -> card.replaceAll("(.)", "$1\u200b"),
                card -> card.replaceAll("(.{5})", "$1, "));
        Stream<String> cards = IntStream.range(0, SAMPLES)
                .mapToObj(i -> i % 2 == 0 ? withLuhn("4" + digits(random, 14)) : withLuhn("37" + digits(random, 12)));

        assertThat(cards)
                .allSatisfy(card -> assertThat(disguises)
                        .allSatisfy(disguise ->
                                assertThat(CardNumbers.in(disguise.apply(card))).isTrue()));
    }

    private static Named<Function<Random, String>> named(String name, Function<Random, String> shape) {
        return Named.of(name, shape);
    }

    private double rate(Supplier<String> text) {
        return IntStream.range(0, SAMPLES)
                        .filter(i -> CardNumbers.in(text.get()))
                        .count()
                / (double) SAMPLES;
    }

    private static String digits(Random random, int count) {
        return (1 + random.nextInt(9)) + of("0123456789", count - 1, random);
    }

    private static String of(String letters, int count, Random random) {
        return random.ints(count, 0, letters.length())
                .map(letters::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static UUID uuid(Random random) {
        return uuidOf(of(HEX, 32, random));
    }

    /** Version 4 or 7, and the variant of RFC 9562. */
    private static UUID uuidOf(String hex) {
        char version = hex.charAt(12) < '8' ? '4' : '7';
        char variant = hex.charAt(16) < '8' ? '8' : '9';
        return UUID.fromString(String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                version + hex.substring(13, 16),
                variant + hex.substring(17, 20),
                hex.substring(20)));
    }

    private static String time(Random random, String pattern) {
        return LocalDateTime.of(2026, 1, 1, 0, 0)
                .plusNanos(random.nextLong(Duration.ofDays(3650).toNanos()))
                .format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
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
