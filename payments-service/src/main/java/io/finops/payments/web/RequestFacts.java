package io.finops.payments.web;

import io.finops.payments.merchant.Merchant;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What its span and its log line tell of a request: ids of ours, and nothing else of what was sent. */
final class RequestFacts {
    private static final Pattern PAYMENT = Pattern.compile("^/payments/(pay_[a-z0-9]{1,40})(?:/|$)");

    private RequestFacts() {}

    /** The payment that was asked for, or the one that was made. */
    static Optional<String> paymentId(HttpServletRequest request, HttpServletResponse response) {
        String location = response.getHeader("Location");
        Matcher matcher = PAYMENT.matcher(location == null ? request.getRequestURI() : location);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The path, unless there is in it what is no id of ours: somebody may have put a card number there. */
    static Optional<String> path(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/payments") || PAYMENT.matcher(path).find() ? Optional.of(path) : Optional.empty();
    }

    static Optional<String> merchantId(HttpServletRequest request) {
        return request.getAttribute(Merchant.ATTRIBUTE) instanceof Merchant merchant
                ? Optional.of(merchant.id())
                : Optional.empty();
    }
}
