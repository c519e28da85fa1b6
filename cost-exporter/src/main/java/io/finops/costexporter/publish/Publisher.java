package io.finops.costexporter.publish;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the page anew when figures have changed, and with every hour, since today, this month and the run rate move
 * with the clock. Sections are built apart: one that fails is left out alone, and its collector is told of. Thread-safe.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final List<PageSection> sections;
    private final PublishedPage page;
    private final BiConsumer<String, Boolean> listener;
    private final Clock clock;
    private final Set<PageSection> failing = new HashSet<>();
    private Instant hour = Instant.MIN;

    /** @param listener hears by a collector's name whether its figures could be published */
    public Publisher(List<PageSection> sections, BiConsumer<String, Boolean> listener, Clock clock) {
        this.sections = List.copyOf(sections);
        this.page = new PublishedPage(this.sections.stream()
                .flatMap(section -> section.families().stream())
                .distinct()
                .toList());
        this.listener = listener;
        this.clock = clock;
    }

    /** What scrapes see. */
    public PublishedPage page() {
        return page;
    }

    public synchronized void publish() {
        Instant now = clock.instant();
        hour = now.truncatedTo(ChronoUnit.HOURS);
        PageBuilder next = new PageBuilder();
        for (PageSection section : sections) {
            write(section, next, now);
        }
        page.replace(next.build());
    }

    private void write(PageSection section, PageBuilder page, Instant now) {
        try {
            PageBuilder part = new PageBuilder();
            section.write(part, now);
            page.add(part);
            if (failing.remove(section)) {
                LOG.info("{}: can be published again", section.collectors());
                section.collectors().forEach(collector -> listener.accept(collector, true));
            }
        } catch (RuntimeException e) {
            if (failing.add(section)) {
                LOG.error("{}: cannot be published; everything else is", section.collectors(), e);
            }
            section.collectors().forEach(collector -> listener.accept(collector, false));
        }
    }

    /** Publishes when a new hour has begun. */
    public synchronized void publishOnTheHour() {
        if (clock.instant().truncatedTo(ChronoUnit.HOURS).isAfter(hour)) {
            publish();
        }
    }
}
