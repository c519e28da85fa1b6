package io.finops.simulators.gateway;

import java.util.Currency;
import java.util.List;

/**
 * What the gateway decides, from a hash of the key: the same key gets the same decision, whenever it asks.
 *
 * @param seed another seed decides otherwise
 */
record ChargePolicy(long seed) {
    private static final double DECLINED_SHARE = 0.04;
    private static final List<String> DECLINE_CODES =
            List.of("insufficient_funds", "do_not_honor", "expired_card", "card_velocity_exceeded");

    /**
     * @param furtherDeclines share of what would be approved that is declined all the same
     */
    boolean approves(ChargeRequest request, double furtherDeclines) {
        if (request.paymentMethod().startsWith("pm_decline")) {
            return false;
        }
        if (!request.paymentMethod().startsWith("pm_ok") && Hash.share(seed, request.key()) < DECLINED_SHARE) {
            return false;
        }
        return furtherDeclines <= 0 || Hash.share(seed + 1, request.key()) >= furtherDeclines;
    }

    /**
     * @param uncaptured share of what is approved of which nothing is captured
     */
    boolean captures(ChargeRequest request, double uncaptured) {
        return uncaptured <= 0 || Hash.share(seed + 3, request.key()) >= uncaptured;
    }

    String declineCode(ChargeRequest request) {
        return DECLINE_CODES.get((int) (Hash.share(seed + 2, request.key()) * DECLINE_CODES.size()));
    }

    /** 2.9 % and 30 cents, or as much as 30 cents are in a currency with other digits; rounded half up, in minor units. */
    static long fee(long amount, String currency) {
        long fixed = switch (Currency.getInstance(currency).getDefaultFractionDigits()) {
            case 0 -> 40;
            case 3 -> 90;
            default -> 30;
        };
        return Math.floorDiv(amount * 29 + 500, 1_000) + fixed;
    }
}
