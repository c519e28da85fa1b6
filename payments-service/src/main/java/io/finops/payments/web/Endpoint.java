package io.finops.payments.web;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The operations of the API, told apart by method and path so that what never reaches a controller is timed too. */
enum Endpoint {
    CREATE_PAYMENT("POST", "/payments", "/payments/?"),
    LIST_PAYMENTS("GET", "/payments", "/payments/?"),
    GET_PAYMENT("GET", "/payments/{id}", "/payments/[^/]+"),
    CREATE_REFUND("POST", "/payments/{id}/refunds", "/payments/[^/]+/refunds"),
    LIST_REFUNDS("GET", "/payments/{id}/refunds", "/payments/[^/]+/refunds"),
    GET_REFUND("GET", "/refunds/{id}", "/refunds/[^/]+");

    private final String method;
    private final String route;
    private final Pattern path;
    private final String spanName;

    Endpoint(String method, String route, String path) {
        this.method = method;
        this.route = route;
        this.path = Pattern.compile(path);
        this.spanName = method + " " + route;
    }

    /** The outcomes that can be; each of them has its series from the start. */
    Set<RequestOutcome> outcomes() {
        return switch (this) {
            case CREATE_PAYMENT -> EnumSet.allOf(RequestOutcome.class);
            case CREATE_REFUND -> EnumSet.complementOf(EnumSet.of(RequestOutcome.REJECTED));
            case LIST_PAYMENTS, GET_PAYMENT, LIST_REFUNDS, GET_REFUND ->
                EnumSet.of(RequestOutcome.SUCCESS, RequestOutcome.CLIENT_ERROR, RequestOutcome.SERVER_ERROR);
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String route() {
        return route;
    }

    String spanName() {
        return spanName;
    }

    static Optional<Endpoint> of(String method, String path) {
        for (Endpoint endpoint : values()) {
            if (endpoint.method.equals(method) && endpoint.path.matcher(path).matches()) {
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
    }
}
