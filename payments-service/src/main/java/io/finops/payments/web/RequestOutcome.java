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

    static RequestOutcome of(HttpServletRequest request, int status) {
        if (status >= 500) {
            return SERVER_ERROR;
        }
        if (status >= 400) {
            return CLIENT_ERROR;
        }
        return request.getAttribute(ATTRIBUTE) instanceof RequestOutcome outcome ? outcome : SUCCESS;
    }
}
