package io.finops.costexporter.scrape;

import io.finops.costexporter.publish.PublishedPage;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Everything a registry has, as bytes. What the published page says changes only when it is replaced: its bytes are made,
 * and deflated, by the first scrape that wants them in its format, and copied by all that follow. Everything else is
 * written for each scrape. Thread-safe.
 */
public final class MetricsPage {
    private static final byte[] END = "# EOF\n".getBytes(StandardCharsets.US_ASCII);

    private final ExpositionFormats formats = ExpositionFormats.init();
    private final PrometheusRegistry registry;
    private final PublishedPage page;
    private final Set<String> published;
    private final AtomicReference<Rendered> rendered = new AtomicReference<>(new Rendered(MetricSnapshots.of()));

    /** A page's bytes by content type. */
    private record Rendered(MetricSnapshots page, Map<String, Segment> segments) {
        Rendered(MetricSnapshots page) {
            this(page, new ConcurrentHashMap<>());
        }
    }

    /** Of a registry that the page is registered with. */
    public MetricsPage(PrometheusRegistry registry, PublishedPage page) {
        this.registry = registry;
        this.page = page;
        this.published = page.names();
    }

    /** The answer in the format that the header {@code Accept} asks for; the text format where it asks for none. */
    public Scrape scrape(@Nullable String accept) {
        ExpositionFormatWriter format = formats.findWriter(accept);
        MetricSnapshots now = page.collect();
        Rendered bytes = rendered.updateAndGet(last -> last.page() == now ? last : new Rendered(now));
        Segment first = bytes.segments()
                .computeIfAbsent(format.getContentType(), type -> Segment.of(withoutEnd(write(format, now)), false));
        byte[] rest = write(format, registry.scrape(name -> !published.contains(name)));
        return new Scrape(format.getContentType(), first, rest);
    }

    private static byte[] write(ExpositionFormatWriter format, MetricSnapshots snapshots) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 14);
        try {
            format.write(out, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written to but memory
        }
        return out.toByteArray();
    }

    /** OpenMetrics says where it ends, once. */
    private static byte[] withoutEnd(byte[] text) {
        int end = text.length - END.length;
        return end >= 0 && Arrays.equals(text, end, text.length, END, 0, END.length) ? Arrays.copyOf(text, end) : text;
    }
}
