package io.finops.payments.web;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client whose connection ended or stalled before its request was read or its answer written. That is the client's
 * doing: no error of ours, and no line in the log for who sends many of them.
 */
final class ClientGone {
    private static final Logger LOG = LoggerFactory.getLogger(ClientGone.class);
    private static final String ATTRIBUTE = ClientGone.class.getName();

    private ClientGone() {}

    /**
     * Whether this is what Tomcat throws when reading from or writing to the client fails. Only its own types are asked
     * for, because a broken connection to the database speaks of end of file and resets too.
     */
    static boolean is(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BadRequestException) {
                return true;
            }
        }
        return false;
    }

    static void note(HttpServletRequest request, Throwable failure) {
        request.setAttribute(ATTRIBUTE, true);
        LOG.debug("the client is gone: {}", failure.getClass().getSimpleName());
    }

    static boolean noted(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
