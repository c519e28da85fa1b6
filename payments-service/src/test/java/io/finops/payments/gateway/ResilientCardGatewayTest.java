package io.finops.payments.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private GatewayHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        http = new GatewayHttp(
                new GatewayProperties(
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        3,
                        4),
                new JsonMapper(),
                Tracer.NOOP,
                Propagator.NOOP);
    }

    @AfterEach
    void stop() throws IOException {
        http.close();
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
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
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
    void endsWithWhatItKnowsWhenItIsInterrupted() {
        script.add("500");
        Thread.currentThread().interrupt();
        try {
            GatewayAnswer<Charge> answer = gateway(4).charge(PAYMENT, AMOUNT, "pm_1");

            assertThat(answer).isNotInstanceOf(Decided.class);
        } finally {
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
        }
        assertThat(keys).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void tellsTheBreakerOfAnUnwellGatewayAndNotOfDeclines() {
        script.addAll(List.of("500", "503", "declined"));

        gateway(4).charge(PAYMENT, AMOUNT, "pm_1");

        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(2);
        assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(1);
    }

    private ResilientCardGateway gateway(int concurrentCalls) {
        return new ResilientCardGateway(
                http,
                new GatewayMetrics(new SimpleMeterRegistry(), new Duration[] {Duration.ofMillis(500)}),
                new AttemptSpans(Tracer.NOOP, URI.create("http://gateway"), breaker),
                breaker,
                Bulkhead.of(
                        "gateway",
                        BulkheadConfig.custom()
                                .maxConcurrentCalls(concurrentCalls)
                                .maxWaitDuration(Duration.ZERO)
                                .build()),
                new GatewaySilence(System::nanoTime),
                3);
    }

    /** A status, {@code cut}, or the body of a success. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            String next = script.remove();
            switch (next) {
                case "cut" -> throw new IOException("as told");
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

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Money usd(long minorUnits) {
        return Money.of(minorUnits, "USD");
    }
}
