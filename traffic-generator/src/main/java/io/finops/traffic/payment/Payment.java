package io.finops.traffic.payment;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A payment as a merchant's shop would send it.
 *
 * @param number of the arrival that it was first sent for
 * @param key under which all its repetitions are one payment
 * @param amount in minor units of the currency
 * @param paymentMethod a token, never a card number
 */
public record Payment(
        long number, UUID key, long amount, String currency, String paymentMethod, String customer, String country) {
    /** The request's body. */
    public byte[] json() {
        // Every value is made of letters, digits and underscores: nothing needs escaping.
        String json = "{\"amount\":" + amount + ",\"currency\":\"" + currency + "\",\"paymentMethod\":\""
                + paymentMethod + "\",\"customer\":\"" + customer + "\",\"country\":\"" + country
                + "\",\"description\":\"Order " + number + "\"}";
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
