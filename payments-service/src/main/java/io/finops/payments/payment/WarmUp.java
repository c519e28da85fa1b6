package io.finops.payments.payment;

import io.finops.payments.fraud.FraudScoring;
import io.finops.payments.id.PaymentId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.Preview;
import io.finops.payments.ledger.PaymentOrder;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rehearses payments before the service is ready, because the first of a new process take a hundred times as long as the next: while it
 * compiles, requests queue for the few connections, and some are refused. Each rehearsal is read, validated, scored, claimed and
 * answered like a payment, and then rolled back; no gateway is asked, nothing is counted. The crowd opens every connection of both pools.
 * Where the database is away, it gives up and lets the service start.
 */
final class WarmUp implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int REHEARSALS = 400;
    private static final Merchant NOBODY = new Merchant("mer_warm_up");

    private final PaymentLedger ledger;
    private final PaymentRequestValidation validation;
    private final AcceptedCurrencies currencies;
    private final JsonMapper json;
    private final TransactionTemplate transaction;
    private final int crowd;
    private final Duration limit;

    /**
     * Creates one.
     *
     * @param crowd how many rehearse at once
     * @param limit when the service begins to serve although not all of it was rehearsed; 0 rehearses nothing
     */
    WarmUp(
            PaymentLedger ledger,
            PaymentRequestValidation validation,
            AcceptedCurrencies currencies,
            JsonMapper json,
            TransactionTemplate transaction,
            int crowd,
            Duration limit) {
        this.ledger = ledger;
        this.validation = validation;
        this.currencies = currencies;
        this.json = json;
        this.transaction = transaction;
        this.crowd = crowd;
        this.limit = limit;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        if (limit.isZero()) {
            return;
        }
        Instant began = Instant.now();
        ExecutorService threads = Executors.newFixedThreadPool(crowd, task -> new Thread(task, "warm-up"));
        try {
            List<Callable<Void>> rehearsals = Collections.nCopies(REHEARSALS, this::rehearse);
            List<Future<Void>> ended = threads.invokeAll(rehearsals, limit.toMillis(), TimeUnit.MILLISECONDS);
            LOG.info(
                    "{} of {} rehearsals in {} ms",
                    ended.stream().filter(WarmUp::succeeded).count(),
                    REHEARSALS,
                    Duration.between(began, Instant.now()).toMillis());
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean succeeded(Future<Void> rehearsal) {
        try {
            rehearsal.get();
            return true;
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("a rehearsal failed", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Void rehearse() {
        PaymentId id = PaymentId.next(System.currentTimeMillis());
        IdempotencyKey key = new IdempotencyKey(id.value());
        String currency = currencies.codes().iterator().next();
        PaymentRequest request = json.readValue("""
                {"amount": 1, "currency": "%s", "paymentMethod": "pm_warm_up", "customer": "warm-up", "country": "DE"}""".formatted(currency), PaymentRequest.class);
        PaymentOrder order = validation.validate(NOBODY, request);
        Preview preview = ledger.preview(NOBODY, key, order);
        double score = FraudScoring.score(1, currencies.toUsd(order.amount()), true, preview.history(), 0);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            ledger.claim(id, NOBODY, key, order, score, false, Duration.ofSeconds(1));
        });
        // By the other pool, which sees nothing of it and so changes nothing.
        Money nothing = new Money(0, order.amount().currency());
        ledger.approve(id, id.value(), nothing, nothing);
        json.writeValueAsBytes(PaymentView.of(Payment.claimed(id, NOBODY, order, Instant.now())));
        return null;
    }
}
