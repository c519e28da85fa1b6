package io.finops.traffic.load;

import io.finops.traffic.http.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** A connection that carries one request at a time. Confined to one event loop. */
final class Connection extends ChannelInboundHandlerAdapter {
    private final Sender sender;
    private final Answer answer = new Answer();
    private @Nullable Channel channel;
    private @Nullable Exchange current;
    private boolean keepAlive;
    private boolean closed;

    /** Its index in the sender's list. */
    int slot;

    Connection(Sender sender) {
        this.sender = sender;
    }

    /** The request in flight. */
    @Nullable
    Exchange current() {
        return current;
    }

    /** Takes a request and writes it now, or as soon as the connection is open. */
    void take(Exchange exchange) {
        current = exchange;
        if (channel != null) {
            write(channel, exchange);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (current != null) {
            write(ctx.channel(), current);
        }
    }

    private void write(Channel open, Exchange exchange) {
        ByteBuf bytes = sender.encode(exchange);
        exchange.written = System.nanoTime();
        ChannelFuture unused = open.writeAndFlush(bytes, open.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            read((HttpObject) message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(HttpObject message) {
        if (current == null || message.decoderResult().isFailure()) {
            fail(Event.MALFORMED);
            return;
        }
        if (message instanceof HttpResponse response) {
            answer.begin(response.status().code());
            if (response.status().code() / 100 == 3) {
                answer.redirectsTo(response.headers().get(HttpHeaderNames.LOCATION, ""));
            }
            keepAlive = HttpUtil.isKeepAlive(response);
        }
        if (message instanceof HttpContent part) {
            keep(part.content());
        }
        if (message instanceof LastHttpContent && answer.code() >= 200) {
            end();
        }
    }

    private void keep(ByteBuf content) {
        int bytes = Math.min(content.readableBytes(), answer.room());
        content.readBytes(answer.buffer(), answer.length(), bytes);
        answer.added(bytes);
    }

    private void end() {
        Exchange exchange = current;
        current = null;
        if (exchange != null) {
            sender.answered(exchange, answer);
        }
        if (keepAlive) {
            sender.free(this);
        } else {
            close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(channel == null ? Event.REFUSED : Event.CLOSED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(channel == null ? Event.REFUSED : Event.CLOSED);
    }

    /** Closes the connection; the request in flight, if any, ends with this event. */
    void fail(Event event) {
        Exchange exchange = current;
        current = null;
        if (exchange != null) {
            sender.failed(exchange, event);
        }
        close();
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (channel != null) {
            ChannelFuture unused = channel.close();
        }
        sender.gone(this);
    }
}
