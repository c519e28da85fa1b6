package io.finops.traffic.stub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/**
 * Approves everything at once. It reads no more of a request than where it ends, because a server that thinks would be
 * measured instead of the client.
 */
public final class StubAnswers extends ChannelInboundHandlerAdapter {
    private static final String BODY =
            "{\"id\":\"pay_stub\",\"status\":\"approved\",\"amount\":1999,\"currency\":\"USD\"}";
    private static final ByteBuf ANSWER = Unpooled.unreleasableBuffer(Unpooled.directBuffer()
            .writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                            + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII)));

    private final RequestBoundary boundary = new RequestBoundary();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        int requests = boundary.completedBy(bytes);
        bytes.release();
        for (int i = 0; i < requests; i++) {
            ChannelFuture unused = ctx.write(ANSWER.duplicate(), ctx.voidPromise());
        }
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ChannelFuture unused = ctx.close();
    }
}
