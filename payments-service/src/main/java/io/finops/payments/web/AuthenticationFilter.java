package io.finops.payments.web;

import io.finops.payments.merchant.ApiKeyFile;
import io.finops.payments.merchant.ApiKeyUse;
import io.finops.payments.merchant.ApiKeys;
import io.finops.payments.merchant.Merchant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets nobody to {@code /payments} without a valid API key, and does not say what was wrong with the one shown. */
final class AuthenticationFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final ApiKeyFile keys;
    private final ApiKeyUse use;
    private final Clock clock;

    AuthenticationFilter(ApiKeyFile keys, ApiKeyUse use, Clock clock) {
        this.keys = keys;
        this.use = use;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiKeys.Verdict verdict = verdict(only(Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION))));
        if (!(verdict instanceof ApiKeys.Known known)) {
            throw refusal(verdict);
        }
        use.used(known);
        if (!known.mayWrite() && !READING.contains(request.getMethod())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This API key may only read.");
        }
        request.setAttribute(Merchant.ATTRIBUTE, known.merchant());
        chain.doFilter(request, response);
    }

    private static ProblemException refusal(ApiKeys.Verdict verdict) {
        if (verdict instanceof ApiKeys.Suspended) {
            return new ProblemException(ProblemType.FORBIDDEN, "Not allowed.");
        }
        String detail = verdict instanceof ApiKeys.Expired
                ? "This API key has expired."
                : "Authenticate with a merchant's API key.";
        return new ProblemException(
                Problem.of(ProblemType.UNAUTHORIZED, detail),
                Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"payments\""));
    }

    /** Of two headers nobody knows which one somebody before us has looked at. */
    private static @Nullable String only(List<String> values) {
        return values.size() == 1 ? values.get(0) : null;
    }

    private ApiKeys.Verdict verdict(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new ApiKeys.Unknown();
        }
        return keys.keys().check(authorization.substring(SCHEME.length()).trim(), clock.instant());
    }
}
