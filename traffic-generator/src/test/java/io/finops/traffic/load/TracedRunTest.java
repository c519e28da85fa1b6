package io.finops.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.stub.StubAnswers;
import io.finops.traffic.stub.StubServer;
import io.finops.traffic.tracing.ClientSpans;
import io.finops.traffic.tracing.ClientSpansTo;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracedRunTest {
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final ClientSpans source = ClientSpansTo.exporter(ended);

    @Test
    void eachTracedRequestIsASpanAndTheSlowestAreListed() throws Exception {
        Results results;
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            results = Runs.run(traced(1), server.url(), Acknowledgements.IGNORED, source);
        }
        List<SpanData> spans = ended.getFinishedSpanItems();
        assertThat(results.counts().of(Event.Kind.ANSWER)).isPositive();
        assertThat(spans).hasSize((int) results.counts().ended());
        assertThat(spans).extracting(SpanData::getTraceId).doesNotHaveDuplicates();

        List<Slowest> slowest = results.slowest();
        assertThat(slowest).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        assertThat(slowest.get(0).nanos())
                .isEqualTo(slowest.stream().mapToLong(Slowest::nanos).max().orElseThrow());
        assertThat(spans)
                .extracting(SpanData::getTraceId)
                .containsAll(slowest.stream().map(Slowest::traceId).toList());
    }

    @Test
    void aShareOfTheRequestsIsTraced() throws Exception {
        Results results;
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            results = Runs.run(traced(0.5), server.url(), Acknowledgements.IGNORED, source);
        }
        assertThat(ended.getFinishedSpanItems()).isNotEmpty().hasSizeLessThan((int)
                results.counts().ended());
    }

    @Test
    void withoutAShareThereIsNeitherASpanNorAList() throws Exception {
        try (StubServer server = StubServer.start(0, StubAnswers::new)) {
            assertThat(Runs.run(traced(0), server.url(), Acknowledgements.IGNORED, source)
                            .slowest())
                    .isEmpty();
        }
        assertThat(ended.getFinishedSpanItems()).isEmpty();
    }

    private static LoadSettings traced(double share) {
        LoadSettings settings = Runs.settings(150, Duration.ofSeconds(2), 8);
        return new LoadSettings(
                settings.plan(),
                settings.paced(),
                settings.connections(),
                settings.eventLoops(),
                settings.timeout(),
                settings.drain(),
                settings.backlog(),
                settings.retries(),
                settings.retryDelay(),
                share);
    }
}
