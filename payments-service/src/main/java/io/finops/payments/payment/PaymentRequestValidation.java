package io.finops.payments.payment;

import io.finops.payments.card.CardNumbers;
import io.finops.payments.ledger.PaymentOrder;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.money.Money;
import io.finops.payments.web.Problem;
import io.finops.payments.web.Problem.FieldError;
import io.finops.payments.web.ProblemException;
import io.finops.payments.web.ProblemType;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a request into an order, or says what is wrong with it without repeating any of it. Immutable. */
final class PaymentRequestValidation {
    private static final Predicate<String> METHOD =
            Pattern.compile("[A-Za-z0-9_.:-]{1,128}").asMatchPredicate();
    private static final Predicate<String> CUSTOMER =
            Pattern.compile("[A-Za-z0-9_.:@+-]{1,128}").asMatchPredicate();
    private static final Predicate<String> CURRENCY =
            Pattern.compile("[A-Z]{3}").asMatchPredicate();
    private static final Set<String> COUNTRIES = Set.of(java.util.Locale.getISOCountries());
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_REFERENCE = 128;
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Za-z0-9_.-]{1,40}").asMatchPredicate();
    private static final int MAX_ENTRIES = 20;
    private static final int MAX_VALUE = 500;

    static final String REFERENCE_RULE = "is 1 to " + MAX_REFERENCE + " characters without control characters";

    private final AcceptedCurrencies currencies;
    private final PaymentLimits limits;

    PaymentRequestValidation(AcceptedCurrencies currencies, PaymentLimits limits) {
        this.currencies = currencies;
        this.limits = limits;
    }

    PaymentOrder validate(Merchant merchant, PaymentRequest request) {
        refuseCardNumbers(request);
        List<FieldError> errors = new ArrayList<>();
        long amount = amount(merchant, request, errors);
        String currency = required("currency", request.currency(), CURRENCY, "is three capital letters", errors);
        String method = required(
                "paymentMethod",
                request.paymentMethod(),
                METHOD,
                "is a token of 1 to 128 letters, digits and _.:-",
                errors);
        optional("customer", request.customer(), CUSTOMER, "is 1 to 128 letters, digits and _.:@+-", errors);
        optional(
                "country",
                request.country(),
                COUNTRIES::contains,
                "is an ISO 3166 code of two capital letters",
                errors);
        optional(
                "description",
                request.description(),
                text -> isText(text, MAX_DESCRIPTION),
                "is up to " + MAX_DESCRIPTION + " characters without control characters",
                errors);
        optional(
                "merchantReference",
                request.merchantReference(),
                PaymentRequestValidation::isReference,
                REFERENCE_RULE,
                errors);
        Map<String, String> metadata = metadata(request.metadata(), errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.ofFields(ProblemType.INVALID_FIELD, errors));
        }
        Currency accepted = currencies
                .find(currency)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CURRENCY_NOT_ACCEPTED,
                        "Accepted are " + String.join(", ", currencies.codes()) + "."));
        return new PaymentOrder(
                new Money(amount, accepted),
                method,
                request.customer(),
                request.country(),
                request.description(),
                request.merchantReference(),
                metadata);
    }

    private static void refuseCardNumbers(PaymentRequest request) {
        if (CardNumbers.in(request.paymentMethod())
                || CardNumbers.in(request.customer())
                || CardNumbers.in(request.description())
                || CardNumbers.in(request.currency())
                || CardNumbers.in(request.country())
                || CardNumbers.in(request.merchantReference())
                || cardNumberIn(request.metadata())) {
            throw new ProblemException(
                    ProblemType.CARD_NUMBER_REFUSED, "Send the token of a payment method, never a card number.");
        }
    }

    private static boolean cardNumberIn(@Nullable Map<String, @Nullable String> metadata) {
        return metadata != null
                && metadata.entrySet().stream()
                        .anyMatch(entry -> CardNumbers.in(entry.getKey()) || CardNumbers.in(entry.getValue()));
    }

    private static Map<String, String> metadata(
            @Nullable Map<String, @Nullable String> given, List<FieldError> errors) {
        Map<String, String> metadata = new HashMap<>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (value != null && NAME.test(name) && isText(value, MAX_VALUE)) {
                    metadata.put(name, value);
                }
            });
            if (metadata.size() != given.size() || given.size() > MAX_ENTRIES) {
                errors.add(new FieldError(
                        "metadata",
                        "is up to " + MAX_ENTRIES + " texts of up to " + MAX_VALUE
                                + " characters without control characters, under names of up to 40 letters, digits"
                                + " and _.-"));
            }
        }
        return metadata;
    }

    /** Without a currency that is accepted there is no upper limit to tell of. */
    private long amount(Merchant merchant, PaymentRequest request, List<FieldError> errors) {
        Long amount = request.amount();
        String currency = request.currency();
        Long max = (currency == null ? Optional.<Currency>empty() : currencies.find(currency))
                .map(accepted -> limits.max(merchant.id(), accepted))
                .orElse(null);
        if (amount == null || amount < 1 || (max != null && amount > max)) {
            errors.add(new FieldError(
                    "amount", "is a whole number of minor units from 1" + (max == null ? "" : " to " + max)));
            return 0;
        }
        return amount;
    }

    private static String required(
            String field, @Nullable String value, Predicate<String> form, String rule, List<FieldError> errors) {
        if (value == null || !form.test(value)) {
            errors.add(new FieldError(field, rule));
            return "";
        }
        return value;
    }

    private static void optional(
            String field, @Nullable String value, Predicate<String> form, String rule, List<FieldError> errors) {
        if (value != null && !form.test(value)) {
            errors.add(new FieldError(field, rule));
        }
    }

    static boolean isReference(String value) {
        return !value.isBlank() && isText(value, MAX_REFERENCE);
    }

    private static boolean isText(String value, int longest) {
        return value.length() <= longest
                && value.codePoints()
                        .noneMatch(c -> Character.getType(c) == Character.CONTROL
                                || Character.getType(c) == Character.SURROGATE
                                || !Character.isDefined(c));
    }
}
