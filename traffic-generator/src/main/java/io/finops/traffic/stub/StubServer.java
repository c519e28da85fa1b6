package io.finops.traffic.stub;

import io.finops.traffic.load.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A server on one event loop that does nothing but what its handler does.
 *
 * <pre>{@code
 * try (StubServer server = StubServer.start(0, StubAnswers::new)) {
 *     String url = server.url();
 * }
 * }</pre>
 */
public final class StubServer implements AutoCloseable {
    private final EventLoopGroup group;
    private final Channel channel;

    private StubServer(EventLoopGroup group, Channel channel) {
        this.group = group;
        this.channel = channel;
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for any that is free
     * @param handlers makes the handler of each connection
     */
    public static StubServer start(int port, Supplier<ChannelHandler> handlers) throws InterruptedException {
        Transport transport = Transport.best();
        EventLoopGroup group = transport.eventLoops("stub", 1);
        Channel channel = new ServerBootstrap()
                .group(group)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(handlers.get());
                    }
                })
                .bind("127.0.0.1", port)
                .sync()
                .channel();
        return new StubServer(group, channel);
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
