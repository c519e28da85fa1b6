package io.finops.costexporter.focus;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of one export. Each billing period is complete or not used: where there is a manifest, as AWS and Azure write
 * it last, the newest one names the files that count; without, all files of the period count once nothing has changed for a
 * while. A period is told by its folder or file name: {@code BILLING_PERIOD=2026-11}, {@code 20261101-20261130} or
 * {@code 2026-11}; files without one belong to every read.
 */
final class ExportFolder {
    /** Nobody writes into a file, or adds one, with pauses as long as this. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private static final List<Pattern> PERIODS = List.of(
            Pattern.compile("billing_period=(\\d{4})-(\\d{2})"),
            Pattern.compile("(?<!\\d)(\\d{4})(\\d{2})\\d{2}-\\d{8}(?!\\d)"),
            Pattern.compile("(?<!\\d)(\\d{4})-(\\d{2})(?!\\d)"));
    private static final Pattern DATA = Pattern.compile(".*\\.(csv|csv\\.gz|parquet)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path root;

    /** A data file, and what shows that it has changed. */
    record Exported(Path path, long size, Instant modified) {
        boolean isParquet() {
            return name(path).endsWith(".parquet");
        }
    }

    ExportFolder(Path root) {
        this.root = root;
    }

    /**
     * The files of a month and of those after it.
     *
     * @throws ReadFailure if there are none, or a period is not complete
     */
    List<Exported> complete(YearMonth first, Instant now) {
        Map<String, List<Path>> data = new TreeMap<>();
        Map<String, List<Path>> manifests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = name(file);
                String period = period(root.relativize(file).toString());
                if (!period.isEmpty() && period.compareTo(first.toString()) < 0) {
                    return;
                }
                if (DATA.matcher(name).matches()) {
                    data.computeIfAbsent(period, p -> new ArrayList<>()).add(file);
                } else if (name.contains("manifest") && name.endsWith(".json")) {
                    manifests.computeIfAbsent(period, p -> new ArrayList<>()).add(file);
                }
            });
            List<Exported> complete = new ArrayList<>();
            Set<String> periods = new TreeSet<>(data.keySet());
            periods.addAll(manifests.keySet());
            for (String period : periods) {
                List<Path> found = data.getOrDefault(period, List.of());
                List<Path> said = manifests.getOrDefault(period, List.of());
                complete.addAll(said.isEmpty() ? quiet(found, now) : listed(newest(said), found));
            }
            if (complete.isEmpty()) {
                throw new ReadFailure(FailureReason.DATA_UNAVAILABLE, "no export of " + first + " or later in " + root);
            }
            return complete;
        } catch (IOException | UncheckedIOException e) {
            throw new ReadFailure(FailureReason.CONNECTION, "cannot read " + root + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    /** Empty where no part of the path names one. */
    static String period(String path) {
        for (Pattern pattern : PERIODS) {
            Matcher match = pattern.matcher(path.toLowerCase(Locale.ROOT));
            if (match.find()) {
                return match.group(1) + "-" + match.group(2);
            }
        }
        return "";
    }

    private static Path newest(List<Path> manifests) throws IOException {
        Path newest = manifests.get(0);
        for (Path manifest : manifests) {
            if (Files.getLastModifiedTime(manifest).compareTo(Files.getLastModifiedTime(newest)) > 0) {
                newest = manifest;
            }
        }
        return newest;
    }

    private static List<Exported> quiet(List<Path> files, Instant now) throws IOException {
        List<Exported> exported = new ArrayList<>();
        for (Path file : files) {
            Exported each = exported(file);
            if (each.modified().isAfter(now.minus(QUIET))) {
                throw new ReadFailure(
                        FailureReason.INCOMPLETE, file + " has just changed: it may still be being written");
            }
            exported.add(each);
        }
        return exported;
    }

    /** Files of the manifest's own folder are meant, where it has any; others by name. */
    private static List<Exported> listed(Path manifest, List<Path> files) throws IOException {
        Set<String> names = new TreeSet<>();
        try {
            collect(JSON.readTree(Files.readString(manifest)), names);
        } catch (JacksonException e) {
            throw new ReadFailure(FailureReason.INCOMPLETE, manifest + " is no JSON yet: " + e.getOriginalMessage(), e);
        }
        List<Exported> listed = new ArrayList<>();
        for (String wanted : names) {
            Path file = files.stream()
                    .filter(each -> wanted.endsWith("/" + each.getFileName())
                            || wanted.equals(String.valueOf(each.getFileName())))
                    .max(Comparator.comparing((Path each) -> common(wanted, each))
                            .thenComparing(each ->
                                    manifest.resolveSibling(each.getFileName()).equals(each)))
                    .orElseThrow(() -> new ReadFailure(
                            FailureReason.INCOMPLETE, manifest + " names " + wanted + ", which is not there"));
            listed.add(exported(file));
        }
        return listed;
    }

    /** How many of the last parts of two paths are the same. */
    private static int common(String wanted, Path file) {
        String[] parts = wanted.split("/", -1);
        int same = 0;
        Path rest = file;
        for (int i = parts.length - 1; i >= 0 && rest != null && rest.getFileName() != null; i--) {
            if (!parts[i].equals(String.valueOf(rest.getFileName()))) {
                break;
            }
            same++;
            rest = rest.getParent();
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

    private static Exported exported(Path file) throws IOException {
        return new Exported(
                file, Files.size(file), Files.getLastModifiedTime(file).toInstant());
    }
}
