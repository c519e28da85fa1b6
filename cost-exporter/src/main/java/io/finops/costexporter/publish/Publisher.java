package io.finops.costexporter.publish;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Builds the page anew when figures have changed, and with every hour, since today, this month and the run rate move
 * with the clock. Called by one thread.
 */
public final class Publisher {
    private final List<PageSection> sections;
    private final PublishedPage page;
    private final Clock clock;
    private Instant hour = Instant.MIN;

    public Publisher(List<PageSection> sections, Clock clock) {
        this.sections = List.copyOf(sections);
        this.page = new PublishedPage(this.sections.stream()
                .flatMap(section -> section.families().stream())
                .toList());
        this.clock = clock;
    }

    /** What scrapes see. */
    public PublishedPage page() {
        return page;
    }

    public void publish() {
        Instant now = clock.instant();
        hour = now.truncatedTo(ChronoUnit.HOURS);
        PageBuilder next = new PageBuilder();
        sections.forEach(section -> section.write(next, now));
        page.replace(next.build());
    }

    /** Publishes when a new hour has begun. */
    public void publishOnTheHour() {
        if (clock.instant().truncatedTo(ChronoUnit.HOURS).isAfter(hour)) {
            publish();
        }
    }
}
