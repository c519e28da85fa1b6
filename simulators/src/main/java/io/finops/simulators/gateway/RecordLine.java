package io.finops.simulators.gateway;

import org.jspecify.annotations.Nullable;

/**
 * A charge or refund as a line of tab-separated text. Keys and references are printable ASCII, which has no tab and no
 * line break.
 */
final class RecordLine {
    private static final String NONE = "-";

    private RecordLine() {}

    static String of(Charge charge) {
        return "C\t" + charge.key() + '\t' + charge.reference() + '\t' + Long.toHexString(charge.paymentMethodHash())
                + '\t' + charge.amount() + '\t' + charge.currency() + '\t' + (charge.approved() ? 'A' : 'D') + '\t'
                + charge.captured() + '\t' + charge.fee() + '\t'
                + (charge.declineCode() == null ? NONE : charge.declineCode()) + '\t' + charge.createdAt() + '\n';
    }

    static String of(Refund refund) {
        return "R\t" + refund.key() + '\t' + refund.charge() + '\t' + refund.amount() + '\t' + refund.currency() + '\t'
                + (refund.refunded() ? 'A' : 'D') + '\t' + refund.createdAt() + '\n';
    }

    static @Nullable Charge charge(String line) {
        String[] field = line.split("\t", -1);
        if (!field[0].equals("C") || field.length != 11) {
            return null;
        }
        return new Charge(
                field[1],
                field[2],
                Long.parseUnsignedLong(field[3], 16),
                Long.parseLong(field[4]),
                field[5].intern(),
                field[6].equals("A"),
                Long.parseLong(field[7]),
                Long.parseLong(field[8]),
                field[9].equals(NONE) ? null : field[9],
                Long.parseLong(field[10]));
    }

    static @Nullable Refund refund(String line) {
        String[] field = line.split("\t", -1);
        if (!field[0].equals("R") || field.length != 7) {
            return null;
        }
        return new Refund(
                field[1],
                field[2],
                Long.parseLong(field[3]),
                field[4].intern(),
                field[5].equals("A"),
                Long.parseLong(field[6]));
    }
}
