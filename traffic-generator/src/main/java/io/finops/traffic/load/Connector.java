package io.finops.traffic.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Opens connections to the target. Not thread-safe. */
final class Connector {
    private final Bootstrap bootstrap;

    Connector(EventLoop loop, Transport transport, InetSocketAddress address, Duration timeout) {
        bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.channel())
                .remoteAddress(address)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    }

    /** Opens a channel for the connection, which learns when the channel is open or has failed. */
    void open(Connection connection) {
        ChannelFuture unused = bootstrap
                .clone()
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        HttpDecoderConfig config = new HttpDecoderConfig().setValidateHeaders(false);
                        channel.pipeline().addLast(new HttpResponseDecoder(config), connection);
                    }
                })
                .connect()
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        connection.fail(Event.REFUSED);
                    }
                });
    }
}
