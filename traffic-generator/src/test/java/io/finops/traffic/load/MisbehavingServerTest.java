package io.finops.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.stub.StubAnswers;
import io.finops.traffic.stub.StubServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run lasts its duration, and accounts for every request, whatever the server does. */
@Timeout(120)
class MisbehavingServerTest {
    private static final Duration LENGTH = Duration.ofSeconds(2);
    private static final double RATE = 100;

    /**
     * What a server can do to a client.
     *
     * @param answer what it does when a request comes
     * @param ends how a request then ends
     */
    private record Misbehaviour(String name, Consumer<ChannelHandlerContext> answer, Event ends) {
        ChannelHandler handler() {
            return new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext ctx, Object message) {
                    ReferenceCountUtil.release(message);
                    answer.accept(ctx);
                }
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Misbehaviour HANGS = new Misbehaviour("hangs", ctx -> {}, Event.UNFINISHED);
    private static final Misbehaviour FAILS = new Misbehaviour(
            "fails", ctx -> write(ctx, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"), Event.HTTP_5XX);

    static List<Misbehaviour> misbehaviours() {
        return List.of(
                HANGS,
                FAILS,
                new Misbehaviour("closes", MisbehavingServerTest::close, Event.CLOSED),
                new Misbehaviour(
                        "answers garbage", ctx -> write(ctx, "\u0000\u0001 not http at all\r\n\r\n"), Event.MALFORMED),
                new Misbehaviour("answers a byte a second", MisbehavingServerTest::drip, Event.UNFINISHED),
                new Misbehaviour("closes amid the answer", MisbehavingServerTest::cut, Event.CLOSED),
                new Misbehaviour(
                        "never ends its head",
                        ctx -> write(ctx, "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(5_000)),
                        Event.MALFORMED),
                new Misbehaviour(
                        "answers twice",
                        ctx -> write(ctx, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".repeat(2)),
                        Event.OTHER_SUCCESS),
                new Misbehaviour(
                        "closes after each answer", MisbehavingServerTest::answerAndClose, Event.OTHER_SUCCESS));
    }

    @ParameterizedTest
    @MethodSource("misbehaviours")
    void theRunLastsItsDurationAndNothingIsHidden(Misbehaviour misbehaviour) throws InterruptedException {
        try (StubServer server = StubServer.start(0, misbehaviour::handler)) {
            long start = System.nanoTime();
            Results results = Runs.run(Runs.settings(RATE, LENGTH, 10), server.url());
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).isGreaterThanOrEqualTo(LENGTH);
            assertThat(results.counts().of(misbehaviour.ends)).isPositive();
            assertAccountedFor(results);
        }
    }

    @Test
    void aServerThatTurnsAwayAllConnectionsIsReported() throws InterruptedException {
        String url;
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            url = server.url();
        }
        long start = System.nanoTime();
        Results results = Runs.run(Runs.settings(RATE, LENGTH, 10), url);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LENGTH);
        assertThat(results.counts().of(Event.REFUSED))
                .isPositive()
                .isEqualTo(results.counts().of(Event.SENT));
        assertAccountedFor(results);
    }

    @Test
    void anAnswerThatTakesTooLongIsATimeoutAndCountsInTheLatency() throws InterruptedException {
        LoadSettings patient = Runs.settings(50, LENGTH, 200);
        LoadSettings settings = new LoadSettings(
                patient.plan(), true, 200, 1, Duration.ofMillis(300), patient.drain(), 1000, 0, LENGTH, 0);
        try (StubServer server = StubServer.start(0, HANGS::handler)) {
            Results results = Runs.run(settings, server.url());

            assertThat(results.counts().of(Event.TIMEOUT)).isGreaterThan(80);
            assertThat(results.times().latency().getValueAtPercentile(50)).isGreaterThan(300_000_000L);
            assertAccountedFor(results);
        }
    }

    @Test
    void repeatsAPaymentOfUnknownOutcome() throws InterruptedException {
        LoadSettings once = Runs.settings(20, LENGTH, 50);
        LoadSettings settings = new LoadSettings(
                once.plan(), true, 50, 1, once.timeout(), once.drain(), 1000, 2, Duration.ofMillis(50), 0);
        try (StubServer server = StubServer.start(0, FAILS::handler)) {
            Results results = Runs.run(settings, server.url());

            assertThat(results.counts().of(Event.RETRY)).isBetween(60L, 80L);
            assertThat(results.sentOfSchedule()).isEqualTo(40);
            assertAccountedFor(results);
        }
    }

    @Test
    void whatFindsNoPlaceInTheQueueIsCountedAsDropped() throws InterruptedException {
        LoadSettings roomy = Runs.settings(RATE, LENGTH, 1);
        LoadSettings settings = new LoadSettings(
                roomy.plan(), true, 1, 1, roomy.timeout(), roomy.drain(), 10, 0, Duration.ofMillis(50), 0);
        try (StubServer server = StubServer.start(0, HANGS::handler)) {
            Counts counts = Runs.run(settings, server.url()).counts();

            assertThat(counts.of(Event.SENT)).isEqualTo(1);
            assertThat(counts.of(Event.UNSENT)).isEqualTo(10);
            assertThat(counts.of(Event.DROPPED)).isEqualTo(189);
        }
    }

    private static void assertAccountedFor(Results results) {
        Counts counts = results.counts();
        assertThat(results.sentOfSchedule() + counts.of(Event.DROPPED) + counts.of(Event.UNSENT))
                .isEqualTo(counts.of(Event.SCHEDULED));
        assertThat(counts.ended()).isEqualTo(counts.of(Event.SENT));
        assertThat(counts.inFlight()).isZero();
    }

    private static void write(ChannelHandlerContext ctx, String bytes) {
        ByteBuf buffer = Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1);
        ChannelFuture unused = ctx.writeAndFlush(buffer);
    }

    private static void close(ChannelHandlerContext ctx) {
        ChannelFuture unused = ctx.close();
    }

    private static void cut(ChannelHandlerContext ctx) {
        write(ctx, "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{");
        close(ctx);
    }

    private static void answerAndClose(ChannelHandlerContext ctx) {
        write(ctx, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}");
        close(ctx);
    }

    private static void drip(ChannelHandlerContext ctx) {
        write(ctx, "H");
        Future<?> unused = ctx.executor().scheduleWithFixedDelay(() -> write(ctx, "x"), 1, 1, TimeUnit.SECONDS);
    }
}
