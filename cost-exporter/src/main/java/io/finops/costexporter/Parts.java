package io.finops.costexporter;

import io.finops.costexporter.guardrail.Guardrails;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.refresh.Collector;
import io.finops.costexporter.state.StateSection;
import java.time.Duration;
import java.util.List;

/**
 * What an exporter is made of.
 *
 * @param collectors everything that is fetched, the most important first
 * @param spend those of them that read the whole bill, whose age is the age of the figures
 * @param sections what outlives a restart
 * @param pages what is published
 */
public record Parts(
        List<Collector> collectors,
        List<Collector> spend,
        List<StateSection<?>> sections,
        List<PageSection> pages,
        Guardrails guardrails,
        Duration refreshInterval) {
    public Parts {
        collectors = List.copyOf(collectors);
        spend = List.copyOf(spend);
        sections = List.copyOf(sections);
        pages = List.copyOf(pages);
    }
}
