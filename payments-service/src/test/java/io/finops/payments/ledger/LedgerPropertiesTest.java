package io.finops.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.LedgerModel.ModelRefund;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever happens to payments, in whatever order: the ledger on a real PostgreSQL ends where the model does. */
class LedgerPropertiesTest {
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final HikariDataSource LEDGER = MigratedDatabase.create().service();
    private static final List<String> CURRENCIES = List.of("USD", "JPY", "KWD");

    enum Event {
        CLAIM,
        REJECT,
        APPROVE,
        DECLINE,
        FAIL,
        CLAIM_AGAIN,
        LEAVE_UNDECIDED,
        REFUND,
        REFUND_DONE,
        REFUND_REFUSED,
        REFUND_FAILED,
        REFUND_AGAIN
    }

    /** Something happens to one of the payments. The value is an amount, or decides what the gateway captured. */
    record Step(Event event, int payment, long value) {}

    /** Once for all histories: the audit reads the whole ledger. */
    @AfterContainer
    static void auditAndClose() {
        try (LEDGER) {
            assertThat(new LedgerAudit(JdbcClient.create(LEDGER)).all()).isEmpty();
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.BOUNDED)
    void endsWhereTheModelDoes(@ForAll("histories") List<Step> history) {
        Run run = new Run(LEDGER);
        for (Step step : history) {
            run.apply(step);
            run.agrees(run.payments.get(step.payment()));
        }
        run.books();
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<Event> events = Arbitraries.frequency(
                Tuple.of(4, Event.CLAIM),
                Tuple.of(1, Event.REJECT),
                Tuple.of(5, Event.APPROVE),
                Tuple.of(1, Event.DECLINE),
                Tuple.of(2, Event.FAIL),
                Tuple.of(2, Event.CLAIM_AGAIN),
                Tuple.of(1, Event.LEAVE_UNDECIDED),
                Tuple.of(5, Event.REFUND),
                Tuple.of(3, Event.REFUND_DONE),
                Tuple.of(1, Event.REFUND_REFUSED),
                Tuple.of(2, Event.REFUND_FAILED),
                Tuple.of(2, Event.REFUND_AGAIN));
        return Combinators.combine(
                        events,
                        Arbitraries.integers().between(0, CURRENCIES.size() - 1),
                        Arbitraries.longs().between(1, 1000))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(50);
    }

    /** One history: a few payments of a merchant of its own. */
    private static final class Run {
        final Merchant merchant = new Merchant("mer_" + UUID.randomUUID());
        final List<LedgerModel> payments = IntStream.range(0, CURRENCIES.size())
                .mapToObj(i -> new LedgerModel(PaymentId.next(System.currentTimeMillis()), CURRENCIES.get(i)))
                .toList();
        final JdbcClient jdbc;
        final PaymentLedger ledger;
        final RefundLedger refunds;

        Run(HikariDataSource dataSource) {
            jdbc = JdbcClient.create(dataSource);
            ledger = new PaymentLedger(jdbc);
            refunds = new RefundLedger(jdbc, new TransactionTemplate(new DataSourceTransactionManager(dataSource)));
        }

        void apply(Step step) {
            LedgerModel model = payments.get(step.payment());
            long value = step.value();
            switch (step.event()) {
                case CLAIM, REJECT -> claim(model, value, step.event() == Event.REJECT);
                case APPROVE -> {
                    // From nothing at all to everything; the fee may well be more than that.
                    long captured = model.amount * (value % 11) / 10;
                    assertThat(ledger.approve(
                                            model.id, "ch_" + model.id, model.money(captured), model.money(value % 40))
                                    .isPresent())
                            .isEqualTo(model.approve(captured));
                }
                case DECLINE ->
                    assertThat(ledger.settleUncharged(model.id, PaymentStatus.DECLINED, "ch_" + model.id, "no_funds")
                                    .isPresent())
                            .isEqualTo(model.decline());
                case FAIL ->
                    assertThat(ledger.settleUncharged(model.id, PaymentStatus.FAILED, null, null)
                                    .isPresent())
                            .isEqualTo(model.fail());
                case CLAIM_AGAIN -> claimAgain(model);
                case LEAVE_UNDECIDED -> ledger.leaveUndecided(model.id, Duration.ZERO, null);
                case REFUND -> refund(model, value);
                case REFUND_DONE, REFUND_REFUSED, REFUND_FAILED, REFUND_AGAIN -> {
                    if (!model.refunds.isEmpty()) {
                        settle(step.event(), model, model.refunds.get((int) (value % model.refunds.size())));
                    }
                }
            }
        }

        private void claim(LedgerModel model, long amount, boolean rejected) {
            PaymentOrder order =
                    new PaymentOrder(Money.of(amount, model.currency), "pm_1", "cus_1", "DE", null, null, Map.of());
            // The client's key stays the same, so that only the first of several claims can win.
            assertThat(
                            ledger.claim(
                                            model.status == null
                                                    ? model.id
                                                    : PaymentId.next(System.currentTimeMillis()),
                                            merchant,
                                            new IdempotencyKey("k-" + model.currency),
                                            order,
                                            rejected ? 0.9 : 0.1,
                                            rejected,
                                            LEASE)
                                    instanceof Claim.Claimed)
                    .isEqualTo(model.claim(amount, rejected));
        }

        private void claimAgain(LedgerModel model) {
            ledger.find(model.id)
                    .ifPresent(payment -> assertThat(ledger.claimAgain(payment, LEASE) instanceof Claim.Claimed)
                            .isEqualTo(model.claimAgain()));
        }

        private void refund(LedgerModel model, long value) {
            if (model.status == null) {
                return;
            }
            Payment payment = ledger.find(model.id).orElseThrow();
            ModelRefund refund = new ModelRefund(RefundId.next(System.currentTimeMillis()), value);
            Claim claim = refunds.claim(
                    refund.id,
                    payment,
                    model.money(value),
                    new IdempotencyKey(refund.id.value()),
                    new PaymentOrder(payment.amount(), "pm_1", null, null, null, null, Map.of()).hash(),
                    LEASE);
            assertThat(claim).isInstanceOf(model.mayRefund(value) ? Claim.Claimed.class : Claim.Exceeds.class);
            if (claim instanceof Claim.Claimed) {
                model.refunds.add(refund);
            }
        }

        private void settle(Event event, LedgerModel model, ModelRefund refund) {
            boolean pending = refund.status.equals("pending");
            switch (event) {
                case REFUND_DONE ->
                    assertThat(refunds.complete(refund.id, "re_" + refund.id).isPresent())
                            .isEqualTo(pending);
                case REFUND_REFUSED ->
                    assertThat(refunds.giveUp(refund.id, RefundStatus.REFUSED).isPresent())
                            .isEqualTo(pending);
                case REFUND_FAILED ->
                    assertThat(refunds.giveUp(refund.id, RefundStatus.FAILED).isPresent())
                            .isEqualTo(pending);
                default -> {
                    boolean failed = refund.status.equals("failed");
                    Class<? extends Claim> expected = !failed
                            ? Claim.KeyTaken.class
                            : model.mayRefund(refund.amount) ? Claim.Claimed.class : Claim.Exceeds.class;
                    assertThat(refunds.claimAgain(refunds.find(refund.id).orElseThrow(), LEASE))
                            .isInstanceOf(expected);
                    if (expected == Claim.Claimed.class) {
                        refund.status = "pending";
                    }
                    return;
                }
            }
            if (pending) {
                refund.status = switch (event) {
                    case REFUND_DONE -> "refunded";
                    case REFUND_REFUSED -> "refused";
                    default -> "failed";
                };
            }
        }

        /** The payment has the one state that the model has, and its money is what the model says. */
        void agrees(LedgerModel model) {
            if (model.status == null) {
                assertThat(ledger.find(model.id)).isEmpty();
                return;
            }
            Payment payment = ledger.find(model.id).orElseThrow();
            assertThat(payment.status().label()).isEqualTo(model.status);
            assertThat(payment.captured()).isEqualTo(model.money(model.captured));
            assertThat(payment.refunded()).isEqualTo(model.money(model.reserved()));
            assertThat(refunds.ofPayment(model.id, null, 1_000))
                    .extracting(Refund::id, refund -> refund.status().label())
                    .containsExactlyInAnyOrderElementsOf(model.refunds.stream()
                            .map(refund -> tuple(refund.id, refund.status))
                            .toList());
        }

        /** Debits equal credits, and the merchant is owed what was captured less what was refunded. */
        void books() {
            for (LedgerModel model : payments) {
                assertThat(posted("sum(p.amount)", "true", model)).isZero();
                assertThat(posted("-sum(p.amount)", "p.account = 'merchant_payable' and e.kind = 'capture'", model))
                        .isEqualTo(model.captured);
                assertThat(posted("sum(p.amount)", "p.account = 'merchant_payable' and e.kind = 'refund'", model))
                        .isEqualTo(model.refunded());
            }
            assertThat(jdbc.sql("select count(*) from payment where merchant_id = :merchant")
                            .param("merchant", merchant.id())
                            .query(Long.class)
                            .single())
                    .isEqualTo(payments.stream()
                            .filter(model -> model.status != null)
                            .count());
        }

        private long posted(String sum, String where, LedgerModel model) {
            return jdbc.sql("select coalesce(" + sum + ", 0) from posting p join journal_entry e on e.id = p.entry_id"
                            + " where e.payment_id = :id and e.currency = :currency and " + where)
                    .param("id", model.id.value())
                    .param("currency", model.currency)
                    .query(Long.class)
                    .single();
        }
    }
}
