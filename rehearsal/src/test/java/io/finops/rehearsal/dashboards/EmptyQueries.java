package io.finops.rehearsal.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The queries that may have no result on a stack that has just been started, each with its reason: a file with one
 * {@code dashboard | query | when | reason} a line. A dashboard of {@code *} is every one.
 */
public final class EmptyQueries {
    private static final String WITHOUT = "without ";

    private final List<Entry> entries;

    EmptyQueries(List<String> lines) {
        entries = lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(EmptyQueries::entry)
                .toList();
        Set<String> seen = new HashSet<>();
        for (Entry entry : entries) {
            if (!seen.add(entry.dashboard() + "|" + entry.query())) {
                throw new IllegalArgumentException("listed twice: " + entry);
            }
        }
    }

    /** Excuses nothing. */
    public static EmptyQueries none() {
        return new EmptyQueries(List.of());
    }

    /** The list that is kept beside the tests. */
    public static EmptyQueries read() throws IOException {
        return new EmptyQueries(
                Files.readAllLines(Path.of("src/test/resources/dashboards/queries-without-result.txt")));
    }

    /**
     * A reason to have no result.
     *
     * @param when {@code never} has a result here, {@code sometimes} has one, or {@code without} a named component it has none
     */
    public record Entry(String dashboard, String query, String when, String reason) {
        public boolean isAbout(String dashboard, String query) {
            return (this.dashboard.equals("*") || this.dashboard.equals(dashboard)) && this.query.equals(query);
        }

        /** Whether a result would show that the entry is not needed. */
        public boolean forbidsAResult() {
            return !when.equals("sometimes");
        }
    }

    /** What excuses the query on a stack with these components. */
    public Optional<Entry> entry(String dashboard, String query, Predicate<String> components) {
        return entries.stream()
                .filter(entry -> entry.isAbout(dashboard, query))
                .filter(entry -> !entry.when().startsWith(WITHOUT)
                        || !components.test(entry.when().substring(WITHOUT.length())))
                .findFirst();
    }

    public List<Entry> entries() {
        return entries;
    }

    private static Entry entry(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not \"dashboard | query | when | reason\": " + line);
        }
        Entry entry = new Entry(parts[0].strip(), parts[1].strip(), parts[2].strip(), parts[3].strip());
        boolean known = Set.of("never", "sometimes").contains(entry.when())
                || entry.when().startsWith(WITHOUT);
        if (!known || entry.reason().isEmpty()) {
            throw new IllegalArgumentException("never, sometimes or without COMPONENT, and a reason: " + line);
        }
        return entry;
    }
}
