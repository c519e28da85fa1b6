package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.finops.payments.fraud.CustomerHistory;
import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.gateway.GatewayAnswer.Decided;
import io.finops.payments.gateway.GatewayAnswer.NotProcessed;
import io.finops.payments.gateway.GatewayAnswer.Refund;
import io.finops.payments.gateway.GatewayAnswer.Unknown;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.KeyRecord;
import io.finops.payments.ledger.PaymentLedger.Preview;
import io.finops.payments.ledger.PaymentLedger.Settled;
import io.finops.payments.ledger.PaymentOrder;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.money.Money;
import io.finops.payments.payment.PaymentLifecycle.Taken;
import io.finops.payments.payment.PaymentLifecycle.Taken.Done;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What a request is answered, by what the ledger knows and the gateway says. */
class PaymentLifecycleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Merchant MERCHANT = new Merchant("mer_demo");
    private static final IdempotencyKey KEY = new IdempotencyKey("order-17");
    private static final PaymentOrder ORDER = new PaymentOrder(Money.of(1999, "USD"), "pm_1", null, "DE", null);
    private static final GatewayAnswer<Charge> APPROVED = new Decided<>(new Charge("ch_1", true, 1999, 1999, 88, null));

    private final PaymentLedger ledger = mock(PaymentLedger.class);
    private final AtomicInteger charges = new AtomicInteger();
    private GatewayAnswer<Charge> answer = APPROVED;

    @BeforeEach
    void aNewKeyThatCanBeClaimed() {
        when(ledger.preview(any(), any(), any())).thenReturn(new Preview(CustomerHistory.NONE, Optional.empty()));
        when(ledger.claim(any(), any(), any(), any(), anyDouble(), anyBoolean(), any()))
                .thenReturn(Optional.of(NOW));
        Optional<Settled> settled = Optional.of(new Settled(NOW, Duration.ofMillis(90)));
        when(ledger.approve(any(), any(), anyLong(), anyLong())).thenReturn(settled);
        when(ledger.settleUncharged(any(), any(), any(), any())).thenReturn(settled);
    }

    @Test
    void aChargedPaymentIsAnsweredAsItWasSettled() {
        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.replayed()).isFalse();
            assertThat(done.payment().status()).isEqualTo(PaymentStatus.APPROVED);
            assertThat(done.payment().captured()).isEqualTo(1999);
        });
        verify(ledger, never()).leaveUndecided(any(), any());
    }

    @Test
    void nothingIsChargedThatLooksLikeFraud() {
        assertThat(take(0)).isInstanceOfSatisfying(Done.class, done -> assertThat(
                        done.payment().status())
                .isEqualTo(PaymentStatus.REJECTED));

        assertThat(charges).hasValue(0);
        verify(ledger).claim(any(), eq("mer_demo"), eq(KEY), eq(ORDER), anyDouble(), eq(true), eq(LEASE));
    }

    @Test
    void anUnknownOutcomeIsPendingAndLeftToTheReconciler() {
        answer = new Unknown<>("no answer in time");

        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.payment().status()).isEqualTo(PaymentStatus.PENDING);
            verify(ledger).leaveUndecided(done.payment().id(), Duration.ofSeconds(1));
        });
    }

    @Test
    void aPaymentThatTheGatewayDidNotProcessHasFailed() {
        answer = new NotProcessed<>("the gateway was not asked");

        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> assertThat(
                        done.payment().status())
                .isEqualTo(PaymentStatus.FAILED));
    }

    /** The money has moved: whoever is told of a failure pays again. */
    @Test
    void aDatabaseThatIsAwayAfterTheChargeMakesItPendingAndNotFailed() {
        when(ledger.approve(any(), any(), anyLong(), anyLong())).thenThrow(new DataAccessResourceFailureException("away"));

        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> assertThat(
                        done.payment().status())
                .isEqualTo(PaymentStatus.PENDING));
    }

    @Test
    void aKeyThatStandsForAnotherRequestIsRefused() {
        PaymentOrder other = new PaymentOrder(Money.of(2000, "USD"), "pm_1", null, "DE", null);
        known(new KeyRecord(other.hash(), "pay_1"));

        assertThat(take()).isInstanceOf(Taken.KeyReused.class);
        assertThat(charges).hasValue(0);
    }

    @Test
    void aRepeatedRequestIsAnsweredFromTheRecord() {
        Payment first = ((Done) take()).payment();
        known(new KeyRecord(ORDER.hash(), first.id()));
        when(ledger.find("mer_demo", first.id())).thenReturn(Optional.of(first));

        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.replayed()).isTrue();
            assertThat(done.payment().id()).isEqualTo(first.id());
        });
        assertThat(charges).hasValue(1);
    }

    @Test
    void aRequestWhoseTwinIsAtWorkIsTurnedAway() {
        answer = new Unknown<>("no answer in time");
        Payment pending = ((Done) take()).payment();
        known(new KeyRecord(ORDER.hash(), pending.id()));
        when(ledger.find("mer_demo", pending.id())).thenReturn(Optional.of(pending));

        assertThat(take()).isInstanceOf(Taken.InFlight.class);
        assertThat(charges).hasValue(1);
    }

    @Test
    void aTwinThatWasFasterToClaimTheKeyIsFound() {
        Payment first = ((Done) take()).payment();
        when(ledger.claim(any(), any(), any(), any(), anyDouble(), anyBoolean(), any()))
                .thenReturn(Optional.empty());
        when(ledger.findKey("mer_demo", KEY)).thenReturn(Optional.of(new KeyRecord(ORDER.hash(), first.id())));
        when(ledger.find("mer_demo", first.id())).thenReturn(Optional.of(first));

        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> assertThat(done.replayed())
                .isTrue());
        assertThat(charges).hasValue(1);
    }

    @Test
    void aFailedPaymentIsTriedAgainUnderItsKeyByOneRequestOnly() {
        answer = new NotProcessed<>("the gateway was not asked");
        Payment failed = ((Done) take()).payment();
        known(new KeyRecord(ORDER.hash(), failed.id()));
        when(ledger.find("mer_demo", failed.id())).thenReturn(Optional.of(failed));
        when(ledger.claimAgain(failed.id(), LEASE)).thenReturn(true, false);
        answer = APPROVED;

        assertThat(take()).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.replayed()).isFalse();
            assertThat(done.payment().status()).isEqualTo(PaymentStatus.APPROVED);
        });
        assertThat(take()).isInstanceOf(Taken.InFlight.class);
        assertThat(charges).as("asked once before it failed and once again").hasValue(2);
    }

    private void known(KeyRecord record) {
        when(ledger.preview(anyString(), any(), any())).thenReturn(new Preview(CustomerHistory.NONE, Optional.of(record)));
    }

    private Taken take() {
        return take(2);
    }

    private Taken take(double fraudThreshold) {
        AcceptedCurrencies currencies = new AcceptedCurrencies(Map.of("USD", BigDecimal.ONE));
        PaymentMetrics metrics = new PaymentMetrics(new SimpleMeterRegistry(), currencies);
        Spans spans = new Spans(Tracer.NOOP);
        return new PaymentLifecycle(
                        ledger,
                        new Settlement(ledger, new Gateway(), metrics, spans),
                        metrics,
                        currencies,
                        spans,
                        fraudThreshold,
                        LEASE,
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .take(MERCHANT, KEY, ORDER);
    }

    private final class Gateway implements CardGateway {
        @Override
        public GatewayAnswer<Charge> charge(String key, Money amount, String paymentMethod) {
            charges.incrementAndGet();
            return answer;
        }

        @Override
        public GatewayAnswer<Refund> refund(String chargeKey, String key, Money amount) {
            throw new UnsupportedOperationException("no refund is a part of this");
        }
    }
}
