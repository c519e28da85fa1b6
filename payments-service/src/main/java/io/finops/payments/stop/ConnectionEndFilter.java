package io.finops.payments.stop;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends each connection with its next answer once the service was told to stop. Who keeps connections, as load balancers and busy clients do, opens the next one to another instance, instead of sending a payment
 * into a connection that is being cut.
 */
final class ConnectionEndFilter extends OncePerRequestFilter {
    private final StopNotice notice;

    ConnectionEndFilter(StopNotice notice) {
        this.notice = notice;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (notice.stopping()) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }
}
