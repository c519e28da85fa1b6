package io.finops.traffic.load;

import io.finops.traffic.stub.RequestBoundary;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Answers at once, but for a second in every ten, in which it keeps every answer back until the second is over. */
final class StallingAnswers extends ChannelInboundHandlerAdapter {
    private static final long CYCLE = 10_000_000_000L;
    private static final long STALL_FROM = 4_000_000_000L;
    private static final long STALL_TO = 5_000_000_000L;
    private static final String ANSWER = "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}";

    private final AtomicLong firstRequest;
    private final RequestBoundary boundary = new RequestBoundary();

    /** @param firstRequest of all connections; 0 until it came */
    StallingAnswers(AtomicLong firstRequest) {
        this.firstRequest = firstRequest;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int requests = boundary.completedBy(bytes);
        bytes.release();
        firstRequest.compareAndSet(0, System.nanoTime());
        long phase = (System.nanoTime() - firstRequest.get()) % CYCLE;
        long wait = phase >= STALL_FROM && phase < STALL_TO ? STALL_TO - phase : 0;
        for (int i = 0; i < requests; i++) {
            if (wait == 0) {
                answer(ctx);
            } else {
                Future<?> unused = ctx.executor().schedule(() -> answer(ctx), wait, TimeUnit.NANOSECONDS);
            }
        }
    }

    private static void answer(ChannelHandlerContext ctx) {
        ChannelFuture unused =
                ctx.writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII), ctx.voidPromise());
    }
}
