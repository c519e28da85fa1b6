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
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses at once what cannot be worked on: of a merchant who sends too much, and of all once every place is taken. It
 * comes after the body, so that who sends slowly takes no place, and before everything that costs.
 */
final class AdmissionFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final MerchantRates rates;
    private final ProblemWriter problems;
    private final Counter overloaded;
    private final Counter limited;

    AdmissionFilter(Admission admission, MerchantRates rates, ProblemWriter problems, MeterRegistry registry) {
        this.admission = admission;
        this.rates = rates;
        this.problems = problems;
        this.overloaded = refused(registry, "overload");
        this.limited = refused(registry, "merchant_rate");
        Gauge.builder("app.requests.in.flight", admission, Admission::inFlight)
                .description("API requests being worked on, at most payments.admission.max-in-flight")
                .register(registry);
    }

    private static Counter refused(MeterRegistry registry, String reason) {
        return Counter.builder("app.requests.refused")
                .description("API requests refused before they were worked on")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getAttribute(Merchant.ATTRIBUTE) instanceof Merchant merchant && !rates.take(merchant.id())) {
            refuse(response, limited, ProblemType.RATE_LIMITED, "Send fewer requests a second.");
            return;
        }
        if (!admission.enter()) {
            refuse(
                    response,
                    overloaded,
                    ProblemType.OVERLOADED,
                    "Nothing was begun. Repeat the request with the same key.");
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            admission.leave();
        }
    }

    private void refuse(HttpServletResponse response, Counter counter, ProblemType type, String detail)
            throws IOException {
        counter.increment();
        response.setHeader(HttpHeaders.RETRY_AFTER, "1");
        problems.write(response, Problem.of(type, detail));
    }
}
