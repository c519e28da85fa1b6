package io.finops.payments.web;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Constants;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * HTTP/1.1 that closes connections whose request line and headers are not complete within the connection time-out.
 * Tomcat's own is for each read: a client that sends a byte every few seconds holds its connection, and the memory for
 * it, for ever. Where connections run short, who has not said what it wants has a second: a crowd of such clients must
 * not keep out the others. Created by Tomcat, by name.
 */
public final class PunctualHttp11 extends Http11NioProtocol {
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Override
    public void start() throws Exception {
        super.start();
        ScheduledFuture<?> unused =
                getUtilityExecutor().scheduleWithFixedDelay(this::closeLate, 1, 1, TimeUnit.SECONDS);
    }

    private void closeLate() {
        long now = System.nanoTime();
        boolean scarce = getConnectionCount() > getMaxConnections() * 3L / 4;
        long patience = scarce ? SHORT_NANOS : TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof AbstractProcessor processor
                    && isLate(processor.getRequest(), now, patience)) {
                connection.close();
            }
        }
    }

    /** A connection that waits for the rest of its headers is parsing, or has ended a vain try to; a worked-on one is in between. */
    private boolean isLate(Request request, long now, long patience) {
        int stage = request.getRequestProcessor().getStage();
        long begun = request.getStartTimeNanos();
        return (stage == Constants.STAGE_PARSE || stage == Constants.STAGE_ENDED)
                && begun >= 0
                && now - begun > patience;
    }
}
