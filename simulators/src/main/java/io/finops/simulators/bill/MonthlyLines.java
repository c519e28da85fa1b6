package io.finops.simulators.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What is charged by the month: hosted zones, tax and support on the 1st, and a refund dated the 12th. Tax grows with the
 * month's usage; support is posted on the 6th (production) and 7th (all else) of the following month; the refund is
 * posted on the 20th.
 */
final class MonthlyLines {
    static final int REFUND_DAY = 12;
    private static final int REFUND_POSTED = 20;
    private static final long HOSTED_ZONES = 12_500_000;
    private static final long REFUND = 84_200_000;
    private static final double TAX_RATE = 0.012;
    private static final double SUPPORT_RATE = 0.03;
    private static final long LEAST_SUPPORT = 29_000_000;

    private final int first;
    private final List<CostStream> dailyStreams;
    private final List<Account> accounts = Company.accounts();
    private final List<CostStream> streams = new ArrayList<>();

    MonthlyLines(List<CostStream> dailyStreams) {
        this.first = dailyStreams.size();
        this.dailyStreams = List.copyOf(dailyStreams);
        streams.add(DailyLines.payer(Company.ROUTE53, "HostedZone", RecordType.USAGE));
        streams.add(DailyLines.payer(Company.CLOUDFRONT, "US-DataTransfer-Out-Bytes", RecordType.REFUND));
        for (Account account : accounts) {
            streams.add(fee(account, "Tax", "", RecordType.TAX));
            streams.add(fee(account, "AWS Support (Developer)", "Dollar", RecordType.SUPPORT));
        }
    }

    List<CostStream> streams() {
        return streams;
    }

    /** The first instant at which the month's lines that are dated this day are all there and final. */
    static Instant finalAt(LocalDate day) {
        LocalDate posted = day;
        if (day.getDayOfMonth() == 1) {
            posted = day.plusMonths(1).withDayOfMonth(7);
        } else if (day.getDayOfMonth() == REFUND_DAY) {
            posted = day.withDayOfMonth(REFUND_POSTED);
        }
        return posted.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /**
     * Adds the month's lines that are dated this day, as posted at {@code refreshed}.
     *
     * @param daily final figures of a day without the month's lines
     */
    void add(DayFigures figures, LocalDate day, Instant refreshed, Function<LocalDate, DayFigures> daily) {
        if (day.getDayOfMonth() == REFUND_DAY) {
            if (!refreshed.isBefore(finalAt(day))) {
                figures.set(first + 1, -REFUND, -REFUND, 1, 0);
            }
        } else if (day.getDayOfMonth() == 1) {
            figures.set(first, HOSTED_ZONES, HOSTED_ZONES, DailyLines.NET_SHARE, 25_000_000);
            long[] usage = usageByAccount(day, refreshed, daily);
            for (int i = 0; i < usage.length; i++) {
                long tax = Math.round(usage[i] * TAX_RATE);
                figures.set(first + 2 + 2 * i, tax, tax, 1, 0);
                Instant posted = day.plusMonths(1)
                        .withDayOfMonth(accounts.get(i).equals(Account.PRODUCTION) ? 6 : 7)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
                if (!refreshed.isBefore(posted)) {
                    long support = Math.max(LEAST_SUPPORT, Math.round(usage[i] * SUPPORT_RATE));
                    figures.set(first + 3 + 2 * i, support, support, DailyLines.NET_SHARE, 0);
                }
            }
        }
    }

    /** Unblended usage and fees of the month's days that are complete, by account. */
    private long[] usageByAccount(LocalDate firstOfMonth, Instant refreshed, Function<LocalDate, DayFigures> daily) {
        long[] usage = new long[accounts.size()];
        LocalDate end = firstOfMonth.plusMonths(1);
        LocalDate today = LocalDate.ofInstant(refreshed, ZoneOffset.UTC);
        for (LocalDate day = firstOfMonth; day.isBefore(end) && day.isBefore(today); day = day.plusDays(1)) {
            long[] amounts = daily.apply(day).row(CostBasis.UNBLENDED);
            for (int stream = 0; stream < first; stream++) {
                if (dailyStreams.get(stream).recordType() != RecordType.CREDIT) {
                    usage[accounts.indexOf(dailyStreams.get(stream).account())] += amounts[stream];
                }
            }
        }
        return usage;
    }

    private static CostStream fee(Account account, String service, String usageType, RecordType type) {
        return new CostStream(account, service, Company.NO_REGION, usageType, "", "", type, Map.of(), "");
    }
}
