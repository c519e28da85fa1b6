package io.finops.payments.ledger;

import io.finops.payments.money.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The ledger's figures at one moment. Immutable.
 *
 * @param captured captured value of all time by currency
 * @param days approved payments and captured value of each of the last 35 UTC days that had any
 * @param pending payments whose outcome is undecided
 * @param oldestPending age of the oldest of them, zero when there is none
 */
public record LedgerTotals(Map<String, Money> captured, List<Day> days, long pending, Duration oldestPending) {
    public LedgerTotals {
        captured = Map.copyOf(captured);
        days = List.copyOf(days);
    }

    public record Day(LocalDate start, String currency, long transactions, Money captured) {}
}
