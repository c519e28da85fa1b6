package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.AdditionalMatchers.eq;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyDouble;
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
import io.finops.payments.gateway.GatewayAnswer.Undecided;
import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Claim;
import io.finops.payments.ledger.KeyRecord;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.Preview;
import io.finops.payments.ledger.PaymentOrder;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.ledger.Settled;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.money.Money;
import io.finops.payments.operation.KeyedOperation;
import io.finops.payments.operation.Lease;
import io.finops.payments.operation.Spans;
import io.finops.payments.operation.Taken;
import io.finops.payments.operation.Taken.Done;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.tracing.Tracer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What a request is answered, by what the ledger knows and the gateway says. */
class PaymentLifecycleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Merchant MERCHANT = new Merchant("mer_demo");
    private static final IdempotencyKey KEY = new IdempotencyKey("order-17");
    private static final PaymentOrder ORDER = order(1999, "pm_1", null, "DE");
    /** Three payments of USD 20 on average, each from a country that is not DE. */
    private static final CustomerHistory AT_HOME_ELSEWHERE = new CustomerHistory(0, 3, 2000, 3, 0, 3, 0);

    private static final GatewayAnswer<Charge> APPROVED =
            new Decided<>(new Charge("ch_1", true, Money.of(1999, "USD"), Money.of(88, "USD"), null));

    private final PaymentLedger ledger = mock(PaymentLedger.class);
    private final AtomicInteger charges = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = NOW;
    private GatewayAnswer<Charge> answer = APPROVED;

    @BeforeEach
    void aNewKeyThatCanBeClaimed() {
        remembered(CustomerHistory.NONE);
        when(ledger.claim(any(), any(), any(), any(), anyDouble(), anyBoolean(), any()))
                .thenReturn(new Claim.Claimed(NOW));
        Optional<Settled> settled = Optional.of(new Settled(NOW, Duration.ofMillis(90)));
        when(ledger.approve(any(), any(), any(), any())).thenReturn(settled);
        when(ledger.settleUncharged(any(), any(), any(), any())).thenReturn(settled);
    }

    @Test
    void aChargedPaymentIsAnsweredAsItWasSettled() {
        Done<Payment> done = done(take());
        assertThat(done.replayed()).isFalse();
        assertThat(done.operation().status()).isEqualTo(PaymentStatus.APPROVED);
        assertThat(done.operation().captured()).isEqualTo(Money.of(1999, "USD"));
        verify(ledger, never()).leaveUndecided(any(), any(), any());
    }

    @Test
    void nothingIsChargedThatLooksLikeFraud() {
        Done<Payment> done = done(take(0));
        assertThat(done.operation().status()).isEqualTo(PaymentStatus.REJECTED);

        assertThat(charges).hasValue(0);
        verify(ledger).claim(any(), eq(MERCHANT), eq(KEY), eq(ORDER), anyDouble(), eq(true), eq(LEASE));
    }

    @Test
    void anUnknownOutcomeIsPendingAndLeftToTheReconciler() {
        answer = new Undecided<>("no answer in time");

        Done<Payment> done = done(take());
        assertThat(done.operation().status()).isEqualTo(PaymentStatus.PENDING);
        verify(ledger).leaveUndecided(done.operation().id(), Duration.ofSeconds(1), null);
    }

    @Test
    void aPaymentThatTheGatewayDidNotProcessHasFailed() {
        answer = new NotProcessed<>("the gateway was not asked");

        Done<Payment> done = done(take());
        assertThat(done.operation().status()).isEqualTo(PaymentStatus.FAILED);
    }

    /** The money has moved: whoever is told of a failure pays again. */
    @Test
    void aDatabaseThatIsAwayAfterTheChargeMakesItPendingAndNotFailed() {
        when(ledger.approve(any(), any(), any(), any())).thenThrow(new DataAccessResourceFailureException("away"));

        Done<Payment> done = done(take());
        assertThat(done.operation().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Test
    void aKeyThatStandsForAnotherRequestIsRefused() {
        PaymentOrder other = order(2000, "pm_1", null, "DE");
        known(new KeyRecord(other.hash(), "pay_1"));

        assertThat(take()).isInstanceOf(Taken.KeyReused.class);
        assertThat(charges).hasValue(0);
    }

    @Test
    void aRepeatedRequestIsAnsweredFromTheRecord() {
        Payment first = done(take()).operation();
        known(new KeyRecord(ORDER.hash(), first.id().value()));
        when(ledger.find(eq(MERCHANT), any(KeyRecord.class))).thenReturn(first);

        Done<Payment> done = done(take());
        assertThat(done.replayed()).isTrue();
        assertThat(done.operation().id()).isEqualTo(first.id());
        assertThat(charges).hasValue(1);
    }

    @Test
    void aRequestWhoseTwinIsAtWorkIsTurnedAway() {
        answer = new Undecided<>("no answer in time");
        Payment pending = done(take()).operation();
        known(new KeyRecord(ORDER.hash(), pending.id().value()));
        when(ledger.find(eq(MERCHANT), any(KeyRecord.class))).thenReturn(pending);

        assertThat(take()).isInstanceOf(Taken.InFlight.class);
        assertThat(charges).hasValue(1);
    }

    @Test
    void aTwinThatWasFasterToClaimTheKeyIsFound() {
        Payment first = done(take()).operation();
        when(ledger.claim(any(), any(), any(), any(), anyDouble(), anyBoolean(), any()))
                .thenReturn(new Claim.KeyTaken());
        KeyRecord record = new KeyRecord(ORDER.hash(), first.id().value());
        when(ledger.findKey(MERCHANT, KEY)).thenReturn(Optional.of(record));
        when(ledger.find(eq(MERCHANT), any(KeyRecord.class))).thenReturn(first);

        Done<Payment> done = done(take());
        assertThat(done.replayed()).isTrue();
        assertThat(charges).hasValue(1);
        assertThat(accepted()).isEqualTo(1);
    }

    @Test
    void isAcceptedOnceWithItsScoreAlsoWhereItIsRejected() {
        remembered(AT_HOME_ELSEWHERE);
        Payment rejected = done(take(0)).operation();
        known(new KeyRecord(ORDER.hash(), rejected.id().value()));
        when(ledger.find(eq(MERCHANT), any(KeyRecord.class))).thenReturn(rejected);
        take(0);

        assertThat(accepted()).isEqualTo(1);
        assertThat(registry.get("fraud_score").summary().count()).isEqualTo(1);
        assertThat(registry.get("fraud_score").summary().totalAmount()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void theClaimKeepsTheScoreByWhatIsUsualForTheCustomer() {
        PaymentOrder dear = order(60_000, "pm_1", "cus_1", null);
        lifecycle(2).take(MERCHANT, KEY, dear);
        verifyClaimed(dear, 0);

        remembered(AT_HOME_ELSEWHERE);
        lifecycle(2).take(MERCHANT, KEY, dear);
        verifyClaimed(dear, 0.6);
    }

    @Test
    void aCountryIsUnusualOnlyWhereOneIsNamed() {
        remembered(AT_HOME_ELSEWHERE);
        PaymentOrder abroad = order(1999, "pm_1", "cus_1", "DE");
        lifecycle(2).take(MERCHANT, KEY, abroad);
        verifyClaimed(abroad, 0.4);

        PaymentOrder anywhere = order(1999, "pm_1", "cus_1", null);
        lifecycle(2).take(MERCHANT, KEY, anywhere);
        verifyClaimed(anywhere, 0);
    }

    @Test
    void whereCustomersAreNamedARushOfGuestsIsRejectedAndOneOfNewCustomersIsNot() {
        PaymentLifecycle lifecycle = lifecycle(0.75);
        remembered(new CustomerHistory(0, 0, 0, 0, 0, 1, 0));
        for (int i = 0; i < 150; i++) {
            now = now.plusSeconds(60);
            lifecycle.take(MERCHANT, KEY, order(5000, "pm_regular" + i, "cus_regular", "DE"));
        }
        remembered(CustomerHistory.NONE);

        assertThat(rush(lifecycle, "cus_new")).doesNotContain(PaymentStatus.REJECTED);
        assertThat(rush(lifecycle, null)).contains(PaymentStatus.REJECTED);
    }

    @Test
    void aFailedPaymentIsTriedAgainUnderItsKeyByOneRequestOnly() {
        answer = new NotProcessed<>("the gateway was not asked");
        Payment failed = done(take()).operation();
        known(new KeyRecord(ORDER.hash(), failed.id().value()));
        when(ledger.find(eq(MERCHANT), any(KeyRecord.class))).thenReturn(failed);
        when(ledger.claimAgain(failed, LEASE)).thenReturn(new Claim.Claimed(NOW), new Claim.KeyTaken());
        answer = APPROVED;

        Done<Payment> done = done(take());
        assertThat(done.replayed()).isFalse();
        assertThat(done.operation().status()).isEqualTo(PaymentStatus.APPROVED);
        assertThat(take()).isInstanceOf(Taken.InFlight.class);
        assertThat(charges).as("asked once before it failed and once again").hasValue(2);
    }

    private void remembered(CustomerHistory history) {
        when(ledger.preview(any(), any(), any())).thenReturn(new Preview(history, Optional.empty()));
    }

    private void verifyClaimed(PaymentOrder order, double score) {
        verify(ledger).claim(any(), eq(MERCHANT), eq(KEY), eq(order), eq(score, 1e-9), eq(false), eq(LEASE));
    }

    private double accepted() {
        return registry.get("transactions_accepted_total").counter().count();
    }

    /** One each second, each with another payment method and from another country. */
    private Stream<PaymentStatus> rush(PaymentLifecycle lifecycle, @Nullable String customer) {
        return IntStream.range(0, 20).mapToObj(i -> {
            now = now.plusSeconds(1);
            PaymentOrder order = order(5000, "pm_" + customer + i, customer, Locale.getISOCountries()[i]);
            return done(lifecycle.take(MERCHANT, KEY, order)).operation().status();
        });
    }

    private static PaymentOrder order(
            long cents, String paymentMethod, @Nullable String customer, @Nullable String country) {
        return new PaymentOrder(Money.of(cents, "USD"), paymentMethod, customer, country, null, null, Map.of());
    }

    private void known(KeyRecord record) {
        when(ledger.preview(any(), any(), any())).thenReturn(new Preview(CustomerHistory.NONE, Optional.of(record)));
    }

    private Taken<Payment> take() {
        return take(2);
    }

    private Taken<Payment> take(double fraudThreshold) {
        return lifecycle(fraudThreshold).take(MERCHANT, KEY, ORDER);
    }

    private PaymentLifecycle lifecycle(double fraudThreshold) {
        AcceptedCurrencies currencies = new AcceptedCurrencies(Map.of("USD", BigDecimal.ONE));
        PaymentMetrics metrics = new PaymentMetrics(registry, currencies);
        Spans spans = new Spans(Tracer.NOOP);
        Lease lease = new Lease(LEASE);
        Charging charging = new Charging(ledger, new Gateway(), metrics, spans);
        return new PaymentLifecycle(
                ledger,
                new KeyedOperation<>(ledger, charging, metrics, spans, lease),
                charging,
                metrics,
                currencies,
                spans,
                fraudThreshold,
                lease,
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    }

    private static Done<Payment> done(Taken<Payment> taken) {
        return (Done<Payment>) taken;
    }

    private final class Gateway implements CardGateway {
        @Override
        public GatewayAnswer<Charge> charge(PaymentId key, Money amount, String paymentMethod) {
            charges.incrementAndGet();
            return answer;
        }

        @Override
        public GatewayAnswer<Refund> refund(PaymentId charge, RefundId key, Money amount) {
            throw new UnsupportedOperationException("no refund is a part of this");
        }
    }
}
