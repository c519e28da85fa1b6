package io.finops.simulators.bill;

import java.util.Arrays;

/** The figures of one day: for each basis, one number a stream. Never changed once handed out. */
public final class DayFigures {
    private final long[][] figures;

    DayFigures(int streams) {
        this(new long[CostBasis.values().length][streams]);
    }

    private DayFigures(long[][] figures) {
        this.figures = figures;
    }

    /** In millionths of a dollar, or of the unit of usage. */
    public long amount(CostBasis basis, int stream) {
        return row(basis)[stream];
    }

    /** All streams of one basis; not to be written to. */
    public long[] row(CostBasis basis) {
        return switch (basis) {
            case UNBLENDED -> figures[0];
            case AMORTIZED -> figures[1];
            case NET_UNBLENDED -> figures[2];
            case NET_AMORTIZED -> figures[3];
            case USAGE -> figures[4];
        };
    }

    public int streams() {
        return figures[0].length;
    }

    /** Whether the stream has any figure at all on this day. */
    public boolean isPresent(int stream) {
        for (long[] row : figures) {
            if (row[stream] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Sum over all streams, in millionths. */
    public long total(CostBasis basis) {
        long sum = 0;
        for (long amount : row(basis)) {
            sum += amount;
        }
        return sum;
    }

    DayFigures copy(int streams) {
        long[][] copy = new long[figures.length][];
        for (int basis = 0; basis < copy.length; basis++) {
            copy[basis] = Arrays.copyOf(figures[basis], streams);
        }
        return new DayFigures(copy);
    }

    /** Sets a stream's figures; what is net of discounts follows from {@code netShare}. */
    void set(int stream, long unblended, long amortized, double netShare, long usage) {
        figures[0][stream] = unblended;
        figures[1][stream] = amortized;
        figures[2][stream] = Math.round(unblended * netShare);
        figures[3][stream] = Math.round(amortized * netShare);
        figures[4][stream] = usage;
    }

    void scale(int stream, double factor) {
        for (long[] row : figures) {
            row[stream] = Math.round(row[stream] * factor);
        }
    }
}
