package io.finops.payments.merchant;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A merchant, by its id. Requests have one once they have shown a valid API key. */
public record Merchant(String id) {
    /** Under this name the edge hands the authenticated merchant to the controllers. */
    public static final String ATTRIBUTE = "io.finops.payments.merchant";

    private static final Predicate<String> FORM =
            Pattern.compile("mer_[A-Za-z0-9_-]{1,60}").asMatchPredicate();

    public Merchant {
        if (!FORM.test(id)) {
            throw new IllegalArgumentException("not a merchant id: expected mer_ and up to 60 letters, digits, _ or -");
        }
    }
}
