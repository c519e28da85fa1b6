package io.finops.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.gateway.GatewayAnswer.Decided;
import io.finops.payments.gateway.GatewayAnswer.NotProcessed;
import io.finops.payments.gateway.GatewayAnswer.Refund;
import io.finops.payments.gateway.GatewayAnswer.Undecided;
import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.money.Money;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What several attempts prove together, against a gateway that answers as it is told to. */
class ResilientCardGatewayTest {
    private static final PaymentId PAYMENT = new PaymentId("pay_1");
    private static final Money AMOUNT = new Money(1999, Currency.getInstance("USD"));
    private static final String APPROVED =
            "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":1999,\"captured\":1999,\"fee\":88,\"declineCode\":null}";

    private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("gateway");
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong now = new AtomicLong();
    private final GatewaySilence silence = new GatewaySilence(now::get);
    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    /** What the silence is when the gateway has taken three seconds over a request. */
    private final List<Double> silences = Collections.synchronizedList(new ArrayList<>());

    private final CountDownLatch end = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private GatewayHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        http = client(Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
        end.countDown();
        server.stop(0);
    }

    /** The law: what was decided counts; otherwise one attempt that may have charged makes all of them undecided. */
    @ParameterizedTest
    @CsvSource({
        "approved,               decided,       1",
        "declined,               decided,       1",
        "503 approved,           decided,       2",
        "500 approved,           decided,       2",
        "cut 503 approved,       decided,       3",
        "503 503 503,            not processed, 3",
        "429 503 400,            not processed, 3",
        "400,                    not processed, 1",
        "500 503 503,            undecided,     3",
        "503 500 503,            undecided,     3",
        "503 503 500,            undecided,     3",
        "cut 503 400,            undecided,     3",
        "garbage 503 503,        undecided,     3",
        "409,                    undecided,     1",
        "422,                    undecided,     1",
        "503 409,                undecided,     2",
    })
    void attemptsProveTogether(String answers, String proof, int attempts) {
        script.addAll(Arrays.asList(answers.split(" ")));

        GatewayAnswer<Charge> answer = gateway(4).charge(PAYMENT, AMOUNT, "pm_1");

        assertThat(answer)
                .isInstanceOf(
                        switch (proof) {
                            case "decided" -> Decided.class;
                            case "undecided" -> Undecided.class;
                            default -> NotProcessed.class;
                        });
        assertThat(keys).as("the same key each time").hasSize(attempts).containsOnly("pay_1");
    }

    @Test
    void tellsWhatTheGatewayDecided() {
        script.addAll(List.of("approved", "declined"));

        assertThat(gateway(4).charge(PAYMENT, AMOUNT, "pm_1"))
                .isEqualTo(new Decided<>(new Charge("ch_1", true, usd(1999), usd(88), null)));
        assertThat(gateway(4).charge(new PaymentId("pay_2"), AMOUNT, "pm_1"))
                .isEqualTo(new Decided<>(new Charge("ch_2", false, usd(0), usd(0), "expired_card")));
    }

    @Test
    void tellsWhatBecameOfARefund() {
        script.addAll(List.of(
                "{\"id\":\"re_1\",\"status\":\"refunded\",\"amount\":1999}",
                "{\"id\":\"re_2\",\"status\":\"refused\",\"amount\":1999}"));

        assertThat(gateway(4).refund(PAYMENT, new RefundId("re_1"), AMOUNT))
                .isEqualTo(new Decided<>(new Refund("re_1", true)));
        assertThat(gateway(4).refund(PAYMENT, new RefundId("re_2"), AMOUNT))
                .isEqualTo(new Decided<>(new Refund("re_2", false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":2000,\"captured\":1999,\"fee\":88}",
                "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":1999,\"captured\":2000,\"fee\":88}",
                "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":1999,\"captured\":-1,\"fee\":88}",
                "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":1999,\"captured\":1999,\"fee\":-1}",
                "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":1999,\"captured\":1999}",
                "{\"id\":\"ch_1\",\"status\":\"approved\",\"amount\":1999,\"captured\":19.5,\"fee\":88}",
                "{\"id\":\"ch_1\",\"status\":\"perhaps\",\"amount\":1999,\"captured\":1999,\"fee\":88}",
                "{\"id\":\"\",\"status\":\"approved\",\"amount\":1999,\"captured\":1999,\"fee\":88}",
                "{\"status\":\"approved\",\"amount\":1999,\"captured\":1999,\"fee\":88}"
            })
    void takesNoAnswerForADecisionThatMakesNoSense(String body) {
        script.addAll(List.of(body, body, body));

        assertThat(gateway(4).charge(PAYMENT, AMOUNT, "pm_1")).isInstanceOf(Undecided.class);
    }

    @Test
    void capturesOfLessThanWasAskedAreTold() {
        script.add(APPROVED.replace("\"captured\":1999", "\"captured\":0"));

        assertThat(gateway(4).charge(PAYMENT, AMOUNT, "pm_1"))
                .isEqualTo(new Decided<>(new Charge("ch_1", true, usd(0), usd(88), null)));
    }

    @Test
    void doesNotAskWhileTheBreakerIsOpen() {
        breaker.transitionToOpenState();

        assertThat(gateway(4).charge(PAYMENT, AMOUNT, "pm_1")).isInstanceOf(NotProcessed.class);
        assertThat(keys).isEmpty();
    }

    /** Half open, the breaker gives out ten permissions: those that were not used must come back. */
    @Test
    void doesNotAskWhileAllCallsAreTakenAndGivesThePermissionBack() {
        halfOpen();
        ResilientCardGateway full = gateway(0);
        for (int i = 0; i < 50; i++) {
            assertThat(full.charge(PAYMENT, AMOUNT, "pm_1")).isInstanceOf(NotProcessed.class);
        }
        assertThat(keys).isEmpty();
        script.add("approved");
        assertThat(gateway(4).charge(PAYMENT, AMOUNT, "pm_1")).isInstanceOf(Decided.class);
    }

    @Test
    void staysUndecidedWhenTheBreakerOpensBetweenTwoAttempts() {
        breaker.getEventPublisher().onError(event -> breaker.transitionToOpenState());
        script.add("500");

        assertThat(gateway(4).charge(PAYMENT, AMOUNT, "pm_1")).isInstanceOf(Undecided.class);
        assertThat(keys).hasSize(1);
    }

    @Test
    void aCallThatHasEndedKeepsItsPermissionAndGivesItsPlaceBack() {
        halfOpen();
        script.addAll(List.of("503", "500", "declined"));

        assertThat(gateway(1).charge(PAYMENT, AMOUNT, "pm_1")).isInstanceOf(Decided.class);
        assertThat(IntStream.range(0, 50).filter(i -> breaker.tryAcquirePermission()))
                .as("of ten permissions three are used")
                .hasSize(7);
    }

    /** As when the service stops, and its client is closed under a late request. */
    @Test
    void aCallThatBreaksGivesBackItsPermissionAndItsPlaceAndEndsItsSilence() throws IOException {
        halfOpen();
        ResilientCardGateway gateway = gateway(4);
        http.close();

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> gateway.charge(PAYMENT, AMOUNT, "pm_1"))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        passes(60);
        assertThat(silence.seconds()).isZero();
    }

    @Test
    void silenceLastsFromTheBeginningOfAnAttemptToItsEnd() {
        script.addAll(List.of("503", "approved"));

        gateway(4).charge(PAYMENT, AMOUNT, "pm_1");

        assertThat(silences).containsExactly(3.0, 3.0);
        passes(60);
        assertThat(silence.seconds()).isZero();
    }

    @Test
    void anAnswerEndsTheSilenceOfAllCallsAndATimeOutDoesNot() throws IOException {
        silence.callBegins();
        script.addAll(List.of("declined", "hang"));

        gateway(4).charge(PAYMENT, AMOUNT, "pm_1");
        passes(1);
        assertThat(silence.seconds()).as("since the answer").isEqualTo(1);

        try (GatewayHttp impatient = client(Duration.ofMillis(100))) {
            assertThat(gateway(impatient, bulkhead(4)).charge(PAYMENT, AMOUNT, "pm_1"))
                    .isInstanceOf(Undecided.class);
        }
        await("the gateway was asked").until(script::isEmpty);
        assertThat(silence.seconds()).as("still since the answer").isEqualTo(4);
    }

    @Test
    void asksNothingOnceItIsInterrupted() {
        Thread.currentThread().interrupt();

        GatewayAnswer<Charge> answer = gateway(4).charge(PAYMENT, AMOUNT, "pm_1");

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(answer).isInstanceOf(NotProcessed.class);
        assertThat(keys).isEmpty();
    }

    @Test
    void staysUndecidedAndBeginsNoOtherAttemptWhenItIsInterruptedWhileItWaits() {
        breaker.getEventPublisher().onError(event -> Thread.currentThread().interrupt());
        List<Object> refused = new ArrayList<>();
        Bulkhead bulkhead = bulkhead(4);
        bulkhead.getEventPublisher().onCallRejected(refused::add);
        script.addAll(List.of("500", "approved"));

        GatewayAnswer<Charge> answer = gateway(http, bulkhead).charge(PAYMENT, AMOUNT, "pm_1");

        assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        assertThat(answer).isInstanceOf(Undecided.class);
        assertThat(keys).hasSize(1);
        assertThat(refused).as("not even a place was asked for").isEmpty();
    }

    @Test
    void countsEachAttemptByHowItEnded() {
        script.addAll(List.of(
                "503",
                "500",
                "declined",
                "approved",
                "approved",
                "{\"id\":\"re_1\",\"status\":\"refunded\",\"amount\":1999}",
                "{\"id\":\"re_2\",\"status\":\"refused\",\"amount\":1999}",
                "{\"id\":\"re_3\",\"status\":\"refused\",\"amount\":1999}"));
        ResilientCardGateway gateway = gateway(4);

        gateway.charge(PAYMENT, AMOUNT, "pm_1");
        gateway.charge(new PaymentId("pay_2"), AMOUNT, "pm_1");
        gateway.charge(new PaymentId("pay_3"), AMOUNT, "pm_1");
        for (String refund : List.of("re_1", "re_2", "re_3")) {
            gateway.refund(PAYMENT, new RefundId(refund), AMOUNT);
        }

        assertThat(registry.find("gateway_requests_total").counters().stream()
                        .filter(counter -> counter.count() > 0)
                        .collect(Collectors.toMap(counter -> counter.getId().getTag("outcome"), Counter::count)))
                .isEqualTo(Map.of(
                        "unavailable", 1.0,
                        "error", 1.0,
                        "declined", 1.0,
                        "approved", 2.0,
                        "refunded", 1.0,
                        "refused", 2.0));
    }

    @Test
    void tellsTheBreakerOfAnUnwellGatewayAndNotOfDeclines() {
        script.addAll(List.of("500", "503", "declined"));

        gateway(4).charge(PAYMENT, AMOUNT, "pm_1");

        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
    }

    private void halfOpen() {
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
    }

    private void passes(int seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private GatewayHttp client(Duration readTimeout) {
        return new GatewayHttp(
                new GatewayProperties(
                        "http://127.0.0.1:" + server.getAddress().getPort(), Duration.ofSeconds(10), readTimeout, 3, 4),
                new JsonMapper(),
                Tracer.NOOP,
                Propagator.NOOP);
    }

    private ResilientCardGateway gateway(int concurrentCalls) {
        return gateway(http, bulkhead(concurrentCalls));
    }

    private ResilientCardGateway gateway(GatewayHttp client, Bulkhead bulkhead) {
        return new ResilientCardGateway(
                client,
                new GatewayMetrics(registry, new Duration[] {Duration.ofMillis(500)}),
                new AttemptSpans(Tracer.NOOP, URI.create("http://gateway"), breaker),
                breaker,
                bulkhead,
                silence,
                3);
    }

    private static Bulkhead bulkhead(int concurrentCalls) {
        return Bulkhead.of(
                "gateway",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(concurrentCalls)
                        .maxWaitDuration(Duration.ZERO)
                        .build());
    }

    /** A status, {@code cut}, {@code hang}, or the body of a success. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            passes(3);
            silences.add(silence.seconds());
            String next = script.remove();
            switch (next) {
                case "cut" -> throw new IOException("as told");
                case "hang" -> untilTheEnd();
                case "approved" -> send(exchange, 201, APPROVED);
                case "declined" ->
                    send(
                            exchange,
                            201,
                            "{\"id\":\"ch_2\",\"status\":\"declined\",\"amount\":1999,\"captured\":0,\"fee\":0,"
                                    + "\"declineCode\":\"expired_card\"}");
                default -> {
                    boolean status = next.matches("\\d{3}");
                    send(exchange, status ? Integer.parseInt(next) : 201, status ? "" : next);
                }
            }
        }
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Money usd(long minorUnits) {
        return Money.of(minorUnits, "USD");
    }
}
