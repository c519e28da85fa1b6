package io.finops.payments.web;

import io.finops.payments.admission.Admission;
import io.finops.payments.admission.MerchantRates;
import io.finops.payments.merchant.Merchant;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses at once what cannot be worked on: of a merchant who sends too much, and of all once every place is taken. It
 * comes after the body, so that who sends slowly takes no place, and before everything that costs.
 */
final class AdmissionFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final MerchantRates rates;
    private final Counter overloaded;
    private final Counter limited;

    AdmissionFilter(Admission admission, MerchantRates rates, MeterRegistry registry) {
        this.admission = admission;
        this.rates = rates;
        this.overloaded = refused(registry, "overload");
        this.limited = refused(registry, "merchant_rate");
        Gauge.builder("app_requests_in_flight", admission, Admission::inFlight)
                .description("API requests being worked on, at most payments.admission.max-in-flight")
                .register(registry);
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("app_requests_refused_total")
                .description("API requests refused before they were worked on")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(Merchant.ATTRIBUTE) instanceof Merchant merchant && !rates.take(merchant.id())) {
            throw refusal(limited, ProblemType.RATE_LIMITED, "Send fewer requests a second.");
        }
        if (!admission.enter()) {
            throw refusal(
                    overloaded, ProblemType.OVERLOADED, "Nothing was begun. Repeat the request with the same key.");
        }
        try {
            chain.doFilter(request, response);
        } finally {
            admission.leave();
        }
    }

    private static ProblemException refusal(Counter counter, ProblemType type, String detail) {
        counter.increment();
        return ProblemException.later(Problem.of(type, detail), 1);
    }
}
