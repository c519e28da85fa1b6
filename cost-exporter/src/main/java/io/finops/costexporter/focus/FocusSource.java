package io.finops.costexporter.focus;

import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.config.FocusProperties;
import io.finops.costexporter.config.InvalidConfiguration;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.CostSource;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import io.finops.costexporter.usage.Usage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Spend and quantities from an export in the FOCUS format, free of charge. Files that have not changed since the last read are not read
 * again; files that change while they are read make the read fail. Thread-safe.
 */
public final class FocusSource implements CostSource {
    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private final String name;
    private final ExportPlace place;
    private final FocusReader reader;
    private final Clock clock;
    private final UsageReader usages;
    private @Nullable Last last;
    private @Nullable LastUsage lastUsage;

    private record LastUsage(List<Exported> files, Usage usage) {}

    private record Last(List<Exported> files, CostQuery query, Map<String, CostReading> readings) {}

    /**
     * @param name which of several sources this is; empty where there is only one
     * @param temporary a folder that DuckDB may write to
     */
    public FocusSource(String name, ExportPlace place, Path temporary, Clock clock) {
        this.name = name;
        this.place = place;
        this.reader = new FocusReader(name, temporary);
        this.usages = new UsageReader(temporary);
        this.clock = clock;
    }

    /**
     * The exports that are configured. Throws an {@link InvalidConfiguration} where there are any and DuckDB is not on the
     * class path.
     *
     * @param buckets reaches those exports that are in a bucket
     */
    public static List<FocusSource> of(
            ExporterProperties properties, Function<FocusProperties, ExportPlace> buckets, Clock clock) {
        List<FocusProperties> exports = properties.focus();
        refuseWithoutDriver(exports);
        boolean only = exports.size() == 1 && !properties.readsCostExplorer();
        Path temporary = properties.stateDir().resolve("duckdb");
        return exports.stream()
                .map(export -> new FocusSource(
                        only ? "" : export.name(),
                        export.bucket() == null
                                ? new ExportFolder(Objects.requireNonNull(export.folder()))
                                : buckets.apply(export),
                        temporary,
                        clock))
                .toList();
    }

    /** DuckDB's jar is larger than all others together, and so not part of ours. */
    public static void refuseWithoutDriver(List<FocusProperties> exports) {
        if (!exports.isEmpty() && !isDriverPresent()) {
            throw new InvalidConfiguration(
                    "cost-exporter.focus",
                    exports.get(0).name(),
                    "only with DuckDB's JDBC driver on the class path (docs/focus.md)");
        }
    }

    private static boolean isDriverPresent() {
        try {
            Class<?> unused = Class.forName(DRIVER);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean paid() {
        return false;
    }

    @Override
    public synchronized Map<String, CostReading> read(CostQuery query) {
        List<Exported> files = files(query.from());
        if (last != null && last.files().equals(files) && last.query().equals(query)) {
            return last.readings();
        }
        Instant made =
                files.stream().map(Exported::modified).max(Instant::compareTo).orElseThrow();
        Map<String, CostReading> readings = unchanged(query.from(), files, local -> reader.read(local, made, query));
        last = new Last(files, query, readings);
        return readings;
    }

    /** What has been used of a day's month, as far as it has been exported. */
    public synchronized Usage usage(LocalDate today) {
        YearMonth month = YearMonth.from(today);
        List<Exported> files = files(month.atDay(1));
        if (lastUsage != null
                && lastUsage.files().equals(files)
                && lastUsage.usage().month().equals(month)) {
            return lastUsage.usage();
        }
        Usage usage = unchanged(month.atDay(1), files, local -> usages.read(local, month));
        lastUsage = new LastUsage(files, usage);
        return usage;
    }

    private List<Exported> files(LocalDate from) {
        return new ExportFiles(place).complete(YearMonth.from(from), clock.instant());
    }

    private <T> T unchanged(LocalDate from, List<Exported> files, Function<List<Path>, T> read) {
        place.expect(files);
        T result = read.apply(files.stream().map(place::local).toList());
        if (!files(from).equals(files)) {
            throw new ReadFailure(FailureReason.INCOMPLETE, "the export has changed while it was read");
        }
        return result;
    }
}
