package io.finops.payments.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads a body whole before anything else happens, and refuses one above 16 KiB, announced or not. Tomcat's time-out is
 * for each read: a body that drips in would keep renewing it, so that there is an end to the whole too.
 */
final class BodyLimitFilter extends OncePerRequestFilter {
    static final int MAX_BYTES = 16 * 1024;

    private final Duration patience;

    /** Creates the filter; a body has the given time to arrive, and the one read that it ends in. */
    BodyLimitFilter(Duration patience) {
        this.patience = patience;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw refusal(ProblemType.BODY_TOO_LARGE, "A body has at most " + MAX_BYTES + " bytes.");
        }
        long end = System.nanoTime() + patience.toNanos();
        InputStream in = request.getInputStream();
        byte[] body = new byte[(int) Math.max(512, request.getContentLengthLong() + 1)];
        int length = 0;
        for (int read; (read = in.read(body, length, body.length - length)) >= 0; ) {
            length += read;
            if (length > MAX_BYTES) {
                throw refusal(ProblemType.BODY_TOO_LARGE, "A body has at most " + MAX_BYTES + " bytes.");
            }
            if (System.nanoTime() > end) {
                throw refusal(ProblemType.REQUEST_TIMEOUT, "The body took too long.");
            }
            if (length == body.length) {
                body = Arrays.copyOf(body, Math.min(2 * length, MAX_BYTES + 1));
            }
        }
        chain.doFilter(new WholeBody(request, Arrays.copyOf(body, length)), response);
    }

    /** What is left of the body is not read: the connection ends with the answer. */
    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail), Map.of(HttpHeaders.CONNECTION, "close"));
    }

    private static final class WholeBody extends HttpServletRequestWrapper {
        private final byte[] body;

        WholeBody(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new UnsupportedOperationException("requests are read by blocking");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
