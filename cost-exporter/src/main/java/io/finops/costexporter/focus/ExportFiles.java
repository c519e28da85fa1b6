package io.finops.costexporter.focus;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which files of an export count. Each billing period is complete or not used: where there is a manifest, as AWS and Azure write
 * it last, the newest one names the files that count; without, all files of the period count once nothing has changed for a
 * while. A period is told by its folder or file name: {@code BILLING_PERIOD=2026-11}, {@code 20261101-20261130} or
 * {@code 2026-11}; files without one belong to every read.
 */
record ExportFiles(ExportPlace place) {
    /** Nobody writes into a file, or adds one, with pauses as long as this. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final Pattern DATA = Pattern.compile(".*\\.(csv|csv\\.gz|parquet)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The files of a month and of those after it.
     *
     * @throws ReadFailure if there are none, or a period is not complete
     */
    List<Exported> complete(YearMonth first, Instant now) {
        Map<String, List<Exported>> data = new TreeMap<>();
        Map<String, List<Exported>> manifests = new TreeMap<>();
        for (Exported file : place.list()) {
            String name = file.fileName().toLowerCase(Locale.ROOT);
            String period = file.period();
            if (!period.isEmpty() && period.compareTo(first.toString()) < 0) {
                continue;
            }
            if (DATA.matcher(name).matches()) {
                data.computeIfAbsent(period, p -> new ArrayList<>()).add(file);
            } else if (name.contains("manifest") && name.endsWith(".json")) {
                manifests.computeIfAbsent(period, p -> new ArrayList<>()).add(file);
            }
        }
        List<Exported> complete = new ArrayList<>();
        Set<String> periods = new TreeSet<>(data.keySet());
        periods.addAll(manifests.keySet());
        for (String period : periods) {
            List<Exported> found = data.getOrDefault(period, List.of());
            List<Exported> said = manifests.getOrDefault(period, List.of());
            complete.addAll(
                    said.isEmpty()
                            ? quiet(found, now)
                            : listed(
                                    said.stream()
                                            .max(Comparator.comparing(Exported::modified))
                                            .orElseThrow(),
                                    found));
        }
        if (complete.isEmpty()) {
            throw new ReadFailure(FailureReason.DATA_UNAVAILABLE, "no export of " + first + " or later in " + place);
        }
        return complete;
    }

    private static List<Exported> quiet(List<Exported> files, Instant now) {
        for (Exported file : files) {
            if (file.modified().isAfter(now.minus(QUIET))) {
                throw new ReadFailure(
                        FailureReason.INCOMPLETE, file.name() + " has just changed: it may still be being written");
            }
        }
        return files;
    }

    /** Files of the manifest's own folder are meant, where it has any; others by name. */
    private List<Exported> listed(Exported manifest, List<Exported> files) {
        Set<String> names = new TreeSet<>();
        try {
            collect(JSON.readTree(Files.readString(place.local(manifest))), names);
        } catch (JacksonException e) {
            throw new ReadFailure(
                    FailureReason.INCOMPLETE, manifest.name() + " is no JSON yet: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ReadFailure(FailureReason.CONNECTION, "cannot read " + manifest.name() + ": " + e, e);
        }
        List<Exported> listed = new ArrayList<>();
        for (String wanted : names) {
            listed.add(files.stream()
                    .filter(each -> wanted.equals(each.fileName()) || wanted.endsWith("/" + each.fileName()))
                    .max(Comparator.comparing((Exported each) -> common(wanted, each.name()))
                            .thenComparing(each -> manifest.folder().equals(each.folder())))
                    .orElseThrow(() -> new ReadFailure(
                            FailureReason.INCOMPLETE, manifest.name() + " names " + wanted + ", which is not there")));
        }
        if (place.hasTimesOfTheProvider()
                && listed.stream().anyMatch(file -> file.modified().isAfter(manifest.modified()))) {
            throw new ReadFailure(
                    FailureReason.INCOMPLETE,
                    manifest.name() + " is older than a file that it names: the export is being made anew");
        }
        return listed;
    }

    /** How many of the last parts of two paths are the same. */
    private static int common(String wanted, String file) {
        String[] some = wanted.split("/", -1);
        String[] others = file.split("/", -1);
        int same = 0;
        while (same < Math.min(some.length, others.length)
                && some[some.length - 1 - same].equals(others[others.length - 1 - same])) {
            same++;
        }
        return same;
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.isString()
                && DATA.matcher(node.stringValue().toLowerCase(Locale.ROOT)).matches()) {
            names.add(node.stringValue());
        }
        node.forEach(child -> collect(child, names));
    }
}
