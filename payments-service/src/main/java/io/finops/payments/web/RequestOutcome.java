package io.finops.payments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** How a request ended, as {@code app_requests_processing_seconds} tells it. */
public enum RequestOutcome {
    SUCCESS,
    DECLINED,
    REJECTED,
    UNDECIDED,
    CLIENT_ERROR,
    SERVER_ERROR;

    private static final String ATTRIBUTE = RequestOutcome.class.getName();

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A controller that answered 201 says which kind of 201 it was. */
    public void on(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** A client that did not wait for its answer changes nothing of what was decided before. */
    static RequestOutcome of(HttpServletRequest request, int status) {
        RequestOutcome decided = request.getAttribute(ATTRIBUTE) instanceof RequestOutcome outcome ? outcome : null;
        if (ClientGone.noted(request)) {
            return decided == null ? CLIENT_ERROR : decided;
        }
        if (status >= 500) {
            return SERVER_ERROR;
        }
        if (status >= 400) {
            return CLIENT_ERROR;
        }
        return decided == null ? SUCCESS : decided;
    }
}
