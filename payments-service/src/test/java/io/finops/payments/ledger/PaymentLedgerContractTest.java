package io.finops.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.payments.id.OperationId;
import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.KeyPruning;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every PostgreSQL that the ledger runs on must give: states, postings and claims that cannot go wrong. */
class PaymentLedgerContractTest {
    private static final Merchant MERCHANT = new Merchant("mer_demo");
    private static final Merchant PRUNED = new Merchant("mer_prune");
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final MigratedDatabase DATABASE = MigratedDatabase.create();
    /** Of the owner: what is refused is refused to it too. */
    private final JdbcClient jdbc = DATABASE.owner();

    private final JdbcClient service = JdbcClient.create(DATABASE.service());
    private final PaymentLedger ledger = new PaymentLedger(service);
    private final RefundLedger refunds =
            new RefundLedger(service, new TransactionTemplate(new DataSourceTransactionManager(DATABASE.service())));

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void claimsAKeyOnceHoweverManyTry() {
        IdempotencyKey key = key();
        long claims = IntStream.range(0, 16)
                .parallel()
                .filter(i -> ledger.claim(id(), MERCHANT, key, order(100), 0, false, LEASE) instanceof Claim.Claimed)
                .count();

        assertThat(claims).isEqualTo(1);
    }

    @Test
    void settlesAPaymentOnceAndPostsItInBalance() {
        PaymentId id = claimed(1000);

        assertThat(ledger.approve(id, "ch_1", usd(1000), usd(59))).isPresent();
        assertThat(ledger.approve(id, "ch_1", usd(1000), usd(59))).isEmpty();
        assertThat(ledger.settleUncharged(id, PaymentStatus.DECLINED, "ch_1", null))
                .isEmpty();
        assertThat(ledger.find(id).orElseThrow().status()).isEqualTo(PaymentStatus.APPROVED);
        assertThat(jdbc.sql(
                                "select p.account || '=' || p.amount from posting p join journal_entry e on e.id = p.entry_id"
                                        + " where e.payment_id = :id order by p.account")
                        .param("id", id.value())
                        .query(String.class)
                        .list())
                .containsExactly("gateway_fees=59", "gateway_receivable=941", "merchant_payable=-1000");
    }

    @Test
    void letsAPaymentEndOnceAndOnlyAFailedOneTryAgain() {
        for (PaymentStatus from : PaymentStatus.values()) {
            for (PaymentStatus to : PaymentStatus.values()) {
                if (from == to || to == PaymentStatus.APPROVED || from == PaymentStatus.APPROVED) {
                    continue;
                }
                PaymentId id = inState(from);
                String update = "update payment set status = '" + to.label() + "', settled_at = "
                        + (to == PaymentStatus.PENDING ? "null, due_at = now()" : "now(), due_at = null")
                        + " where id = '" + id + "'";
                if (from == PaymentStatus.PENDING || (from == PaymentStatus.FAILED && to == PaymentStatus.PENDING)) {
                    assertThat(jdbc.sql(update).update()).isEqualTo(1);
                } else {
                    assertThatThrownBy(() -> jdbc.sql(update).update())
                            .as("%s to %s", from, to)
                            .isInstanceOf(DataAccessException.class);
                }
            }
        }
    }

    @Test
    void refusesAnApprovalWithoutItsPostings() {
        PaymentId id = claimed(500);

        assertThatThrownBy(() -> jdbc.sql("update payment set status = 'approved', captured = 500, fee = 0,"
                                + " settled_at = now(), due_at = null where id = :id")
                        .param("id", id.value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("approved and not posted");
    }

    @Test
    void refusesPostingsThatDoNotBalanceAndChangesToTheRecord() {
        PaymentId id = claimed(500);
        ledger.approve(id, "ch_2", usd(500), usd(10));

        assertThatThrownBy(() -> jdbc.sql(
                                "with e as (insert into journal_entry (kind, payment_id, currency) values"
                                        + " ('capture', :id, 'USD') returning id)"
                                        + " insert into posting (entry_id, account, amount) select id, 'gateway_fees', 5 from e")
                        .param("id", claimed(5).value())
                        .update())
                .hasMessageContaining("debits and credits differ");
        for (String change : List.of(
                "update posting set amount = amount + 1",
                "delete from posting",
                "delete from journal_entry",
                "truncate posting cascade",
                "delete from payment",
                "update payment set amount = 1 where id = '" + id + "'",
                "update payment set captured = 1 where id = '" + id + "'",
                "update payment set refunded = 501 where id = '" + id + "'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).as(change).isInstanceOf(DataAccessException.class);
        }
    }

    /** What would be enough to cheat, tried as the service's role. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update posting set amount = amount + 1",
                "delete from posting",
                "delete from journal_entry",
                "delete from payment",
                "delete from refund",
                "truncate payment cascade",
                "update payment set amount = 1",
                "update payment set created_at = now()",
                "update refund set amount = 1",
                "alter table posting disable trigger all",
                "alter table payment disable trigger payment_guard",
                "drop trigger postings_balance on posting",
                "drop table posting",
                "create table mine (id int)",
                "create or replace function never_changed() returns trigger language plpgsql as $$ begin return old; end $$",
                "set session_replication_role = replica",
                "select * from flyway_schema_history",
                "select erase_customer('mer_demo', 'cus_1')",
                "select erase_settled_before(now())",
            })
    void deniesTheServiceWhatItHasNoNeedOf(String statement) {
        assertThatThrownBy(() -> service.sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void refusesARefundedValueThatItsRefundsDoNotAddUpTo() {
        PaymentId id = claimed(900);
        ledger.approve(id, "ch_sum", usd(900), usd(0));
        refunds.claim(refundId(), ledger.find(id).orElseThrow(), usd(200), key(), order(1).hash(), LEASE);

        for (String change : List.of(
                "update payment set refunded = 0 where id = '" + id + "'",
                "update payment set refunded = 500 where id = '" + id + "'",
                "update refund set status = 'failed', settled_at = now(), due_at = null where payment_id = '" + id
                        + "'")) {
            assertThatThrownBy(() -> service.sql(change).update())
                    .as(change)
                    .hasMessageContaining("refunds do not add up");
        }
        assertThat(ledger.find(id).orElseThrow().refunded()).isEqualTo(usd(200));
    }

    @Test
    void forgetsACustomerAndKeepsTheFigures() {
        PaymentOrder order = new PaymentOrder(
                Money.of(700, "USD"), "pm_1", "cus_erased", "DE", "for Jane", "jane-1", Map.of("to", "Jane"));
        PaymentId id = id();
        ledger.claim(id, MERCHANT, key(), order, 0, false, LEASE);
        ledger.approve(id, "ch_e", usd(700), usd(20));
        PaymentId other = claimed(5);

        assertThat(jdbc.sql("select erase_customer('mer_demo', 'cus_erased')")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);

        Payment erased = ledger.find(id).orElseThrow();
        assertThat(erased.order())
                .isEqualTo(new PaymentOrder(order.amount(), "pm_1", null, "DE", null, null, Map.of()));
        assertThat(erased.captured()).isEqualTo(usd(700));
        assertThat(ledger.find(other).orElseThrow().order().customer()).isEqualTo("cus_1");
        assertThat(jdbc.sql("select erase_settled_before(now() - interval '1 day')")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(new LedgerAudit(service).all()).isEmpty();
    }

    @Test
    void handsADuePaymentToOneReconcilerOnly() {
        for (int i = 0; i < 20; i++) {
            ledger.leaveUndecided(claimed(100 + i), Duration.ZERO, null);
        }
        List<OperationId> taken = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> ledger.takeDue(5, LEASE))
                .flatMap(List::stream)
                .<OperationId>map(due -> due.operation().id())
                .toList();

        assertThat(taken).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void keepsTheTraceOfWhoLeftItUndecidedFirst() {
        PaymentId id = claimed(100);
        ledger.leaveUndecided(id, Duration.ZERO, "00-1-2-01");
        ledger.leaveUndecided(id, Duration.ZERO, "00-3-4-01");

        assertThat(ledger.takeDue(100, LEASE))
                .filteredOn(due -> due.operation().id().equals(id))
                .singleElement()
                .satisfies(due -> assertThat(due.traceParent()).isEqualTo("00-1-2-01"));
    }

    @Test
    void readsTheSameTotalsBeforeAndAfterRollingUp() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 50; i++) {
            PaymentId id = claimed(10_000);
            ledger.approve(id, "ch_" + i, usd(random.nextLong(0, 10_001)), usd(random.nextLong(0, 300)));
        }
        LedgerTotalsReader reader = new LedgerTotalsReader(service, Clock.systemUTC());
        LedgerTotals before = reader.read();
        // As if time had passed: what was written just now is older than the margin.
        jdbc.sql("update ledger_watermark set rolled_up_until = '-infinity'").update();
        reader.rollUp();
        LedgerTotals after = reader.read();

        assertThat(after.captured()).isEqualTo(before.captured());
        assertThat(after.days()).isEqualTo(before.days());
        assertThat(after.days())
                .last()
                .satisfies(day -> assertThat(day.start())
                        .isBetween(LocalDate.now(ZoneOffset.UTC).minusDays(1), LocalDate.now(ZoneOffset.UTC)));
        assertThat(new LedgerAudit(service).all()).isEmpty();
    }

    @Test
    void keepsRefundsWithinTheCapture() {
        PaymentId id = claimed(900);
        ledger.approve(id, "ch_r", usd(900), usd(0));
        Payment payment = ledger.find(id).orElseThrow();
        long claimed = IntStream.range(0, 12)
                .parallel()
                .filter(i -> refunds.claim(refundId(), payment, usd(200), key(), order(1).hash(), LEASE)
                        instanceof Claim.Claimed)
                .count();

        assertThat(claimed).isEqualTo(4);
    }

    @Test
    void forgetsOldKeysButNotThoseOfPendingPayments() {
        IdempotencyKey old = key();
        IdempotencyKey pending = key();
        PaymentId settled = id();
        ledger.claim(settled, PRUNED, old, order(1), 0, false, LEASE);
        ledger.approve(settled, "ch_p", usd(1), usd(0));
        ledger.claim(id(), PRUNED, pending, order(1), 0, false, LEASE);
        jdbc.sql("update idempotency_key set created_at = now() - interval '4 days' where merchant_id = 'mer_prune'")
                .update();

        assertThat(new KeyPruning(service, Duration.ofDays(3)).prune()).isEqualTo(1);
        assertThat(ledger.findKey(PRUNED, old)).isEmpty();
        assertThat(ledger.findKey(PRUNED, pending)).isPresent();
    }

    private PaymentId claimed(long amount) {
        PaymentId id = id();
        assertThat(ledger.claim(id, MERCHANT, key(), order(amount), 0.1, false, LEASE))
                .isInstanceOf(Claim.Claimed.class);
        return id;
    }

    private PaymentId inState(PaymentStatus status) {
        if (status == PaymentStatus.REJECTED) {
            PaymentId id = id();
            ledger.claim(id, MERCHANT, key(), order(10), 0.9, true, LEASE);
            return id;
        }
        PaymentId id = claimed(10);
        if (status != PaymentStatus.PENDING) {
            ledger.settleUncharged(id, status, null, null);
        }
        return id;
    }

    private static Money usd(long amount) {
        return Money.of(amount, "USD");
    }

    private static PaymentOrder order(long amount) {
        return new PaymentOrder(Money.of(amount, "USD"), "pm_1", "cus_1", "DE", null, null, Map.of());
    }

    private static IdempotencyKey key() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    private static PaymentId id() {
        return PaymentId.next(System.currentTimeMillis());
    }

    private static RefundId refundId() {
        return RefundId.next(System.currentTimeMillis());
    }
}
