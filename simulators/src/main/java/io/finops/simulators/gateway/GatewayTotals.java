package io.finops.simulators.gateway;

import java.util.Map;
import java.util.TreeMap;

/** What the gateway has done since its record began: exact, also for charges that it no longer remembers one by one. */
final class GatewayTotals {
    private long charges;
    private long approved;
    private long doubledReferences;
    private final Map<String, CurrencyTotals> currencies = new TreeMap<>();

    void add(Charge charge, boolean doubled) {
        charges++;
        if (charge.approved()) {
            approved++;
            CurrencyTotals totals = currency(charge.currency());
            totals.captures++;
            totals.captured += charge.captured();
            totals.fees += charge.fee();
        }
        if (doubled) {
            doubledReferences++;
        }
    }

    void add(Refund refund) {
        if (refund.refunded()) {
            CurrencyTotals totals = currency(refund.currency());
            totals.refunds++;
            totals.refunded += refund.amount();
        }
    }

    Snapshot snapshot() {
        Map<String, CurrencySnapshot> each = new TreeMap<>();
        currencies.forEach((code, t) ->
                each.put(code, new CurrencySnapshot(t.captures, t.captured, t.refunds, t.refunded, t.fees)));
        return new Snapshot(charges, approved, charges - approved, doubledReferences, each);
    }

    /** As the first line of a segment of the record: what was before it. */
    String line() {
        StringBuilder line = new StringBuilder("T\t")
                .append(charges)
                .append('\t')
                .append(approved)
                .append('\t')
                .append(doubledReferences);
        currencies.forEach((code, t) -> line.append('\t')
                .append(code)
                .append(' ')
                .append(t.captures)
                .append(' ')
                .append(t.captured)
                .append(' ')
                .append(t.refunds)
                .append(' ')
                .append(t.refunded)
                .append(' ')
                .append(t.fees));
        return line.append('\n').toString();
    }

    static GatewayTotals parse(String line) {
        String[] field = line.split("\t", -1);
        if (!field[0].equals("T") || field.length < 4) {
            throw new IllegalArgumentException("not a line of totals");
        }
        GatewayTotals totals = new GatewayTotals();
        totals.charges = Long.parseLong(field[1]);
        totals.approved = Long.parseLong(field[2]);
        totals.doubledReferences = Long.parseLong(field[3]);
        for (int i = 4; i < field.length; i++) {
            String[] part = field[i].split(" ", -1);
            CurrencyTotals currency = totals.currency(part[0]);
            currency.captures = Long.parseLong(part[1]);
            currency.captured = Long.parseLong(part[2]);
            currency.refunds = Long.parseLong(part[3]);
            currency.refunded = Long.parseLong(part[4]);
            currency.fees = Long.parseLong(part[5]);
        }
        return totals;
    }

    private CurrencyTotals currency(String code) {
        return currencies.computeIfAbsent(code, any -> new CurrencyTotals());
    }

    private static final class CurrencyTotals {
        private long captures;
        private long captured;
        private long refunds;
        private long refunded;
        private long fees;
    }

    record CurrencySnapshot(long captures, long captured, long refunds, long refunded, long fees) {}

    record Snapshot(
            long charges,
            long approved,
            long declined,
            long doubledReferences,
            Map<String, CurrencySnapshot> currencies) {}
}
