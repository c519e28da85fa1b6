package io.finops.payments.merchant;

/** A merchant that has shown a valid API key. */
public record Merchant(String id) {
    /** Under this name the edge hands the authenticated merchant to the controllers. */
    public static final String ATTRIBUTE = "io.finops.payments.merchant";

    public Merchant {
        if (!id.matches("mer_[A-Za-z0-9_-]{1,60}")) {
            throw new IllegalArgumentException("not a merchant id: expected mer_ and up to 60 letters, digits, _ or -");
        }
    }
}
