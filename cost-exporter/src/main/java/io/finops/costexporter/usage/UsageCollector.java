package io.finops.costexporter.usage;

import io.finops.costexporter.bill.Part;
import io.finops.costexporter.refresh.FetchingCollector;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.function.Function;

/** The collector {@code usage}, of whatever knows quantities. */
public final class UsageCollector {
    private UsageCollector() {}

    /**
     * One for a payer or an export.
     *
     * @param source which of several payers or exports; empty where there is only one
     * @param read gives the usage of a day's month so far, or throws a {@link io.finops.costexporter.source.ReadFailure}
     */
    public static FetchingCollector<Usage> of(
            String source, Duration interval, boolean paid, Function<LocalDate, Usage> read) {
        return new FetchingCollector<>(
                new Part("usage", source).toString(),
                interval,
                Usage.class,
                (now, known) -> read.apply(LocalDate.ofInstant(now, ZoneOffset.UTC)),
                new UsagePage(source),
                paid,
                UsageCollector::endOfMonth);
    }

    /** What was read of one month says nothing of the next. */
    private static Instant endOfMonth(Instant read) {
        return YearMonth.from(read.atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
