package io.finops.rehearsal.smoke;

import io.finops.localstack.StackException;
import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.smoke.SmokeResult.State;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Readiness of every component, then one payment looked for as a metric, a log line, a trace and in the overview's queries. */
public final class SmokeTest {
    private static final Duration METRIC = Duration.ofSeconds(30);
    private static final Duration LOG_LINE = Duration.ofSeconds(20);
    private static final Duration TRACE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final double SLOW_QUERY_SECONDS = 0.5;

    private final Endpoints endpoints;
    private final String apiKey;
    private final Path repository;
    private final Consumer<SmokeResult> listener;
    private final HttpJson http = new HttpJson();
    private final List<SmokeResult> results = new ArrayList<>();
    private final Set<String> absent = new HashSet<>();

    /**
     * A test of one stack.
     *
     * @param listener told of each result as it comes
     */
    SmokeTest(Endpoints endpoints, String apiKey, Path repository, Consumer<SmokeResult> listener) {
        this.endpoints = endpoints;
        this.apiKey = apiKey;
        this.repository = repository;
        this.listener = listener;
    }

    /** Whether everything that is required is ready; takes no payment. */
    List<SmokeResult> readiness() {
        endpoints.ready().forEach(this::ready);
        return List.copyOf(results);
    }

    /** Runs to the end, whatever fails. */
    public List<SmokeResult> run() throws InterruptedException {
        readiness();
        double before = sum("sum(transactions_accepted_total)");
        PaymentProbe.Taken payment;
        long start = System.nanoTime();
        try {
            payment = new PaymentProbe(http, endpoints.url("payments-service"), apiKey).pay();
        } catch (StackException e) {
            add("payment", State.FAILED, start, e.getMessage());
            return List.copyOf(results);
        }
        add("payment", State.OK, start, payment.id());
        await("payment as a metric", "prometheus", METRIC, () -> sum("sum(transactions_accepted_total)") > before);
        await("payment as a log line", "loki", LOG_LINE, () -> hasLine(payment.id()));
        await("payment as a trace", "tempo", TRACE, () -> hasTrace(payment.traceId()));
        overview();
        return List.copyOf(results);
    }

    private void ready(String component, String url) {
        long start = System.nanoTime();
        if (answers200(url)) {
            add(component, State.OK, start, url);
        } else if (endpoints.requires(component)) {
            add(component, State.FAILED, start, url + " does not answer 200");
        } else {
            absent.add(component);
            report(SmokeResult.absent(component, "nothing answers at " + url));
        }
    }

    private void await(String name, String component, Duration limit, Supplier<Boolean> seen)
            throws InterruptedException {
        if (absent.contains(component)) {
            report(SmokeResult.absent(name, component + " is not running"));
            return;
        }
        long start = System.nanoTime();
        long deadline = start + limit.toNanos();
        while (System.nanoTime() < deadline) {
            if (seen.get()) {
                add(name, State.OK, start, "found in " + component);
                return;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        add(name, State.FAILED, start, "not in " + component + " after " + limit.toSeconds() + " s");
    }

    private void overview() {
        long start = System.nanoTime();
        int answered = 0;
        List<String> wrong = new ArrayList<>();
        Map<String, String> queries = OverviewQueries.read(repository);
        for (Map.Entry<String, String> query : queries.entrySet()) {
            long asked = System.nanoTime();
            if (!answers200(prometheus(query.getValue()))) {
                wrong.add(query.getKey() + ": no answer");
            } else if (seconds(asked) > SLOW_QUERY_SECONDS) {
                wrong.add("%s: %.2f s".formatted(query.getKey(), seconds(asked)));
            } else {
                answered++;
            }
        }
        String detail = "%d of %d queries within %.1f s".formatted(answered, queries.size(), SLOW_QUERY_SECONDS);
        add(
                "overview's queries",
                wrong.isEmpty() ? State.OK : State.FAILED,
                start,
                wrong.isEmpty() ? detail : detail + "; " + String.join("; ", wrong));
    }

    private boolean hasLine(String payment) {
        String query = "{service=\"payments-service\"} | payment_id=\"" + payment + "\"";
        try {
            return !http.get(
                            endpoints.url("loki") + "/loki/api/v1/query_range?since=5m&query=" + encode(query),
                            Map.of())
                    .path("data")
                    .path("result")
                    .isEmpty();
        } catch (StackException e) {
            return false;
        }
    }

    private double sum(String promql) {
        try {
            return http.get(prometheus(promql), Map.of())
                    .path("data")
                    .path("result")
                    .path(0)
                    .path("value")
                    .path(1)
                    .asDouble(0);
        } catch (StackException e) {
            return 0;
        }
    }

    /** Tempo answers 200 about a trace that it does not have, too, with an empty one. */
    private boolean hasTrace(String traceId) {
        try {
            return http.send("GET", endpoints.url("tempo") + "/api/v2/traces/" + traceId, "", Map.of())
                    .body()
                    .contains("payments-service");
        } catch (StackException e) {
            return false;
        }
    }

    private boolean answers200(String url) {
        try {
            return http.send("GET", url, "", Map.of()).status() == 200;
        } catch (StackException e) {
            return false;
        }
    }

    private String prometheus(String promql) {
        return endpoints.url("prometheus") + "/api/v1/query?query=" + encode(promql);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void add(String name, State state, long start, @Nullable String detail) {
        report(new SmokeResult(name, state, seconds(start), detail == null ? "" : detail));
    }

    private void report(SmokeResult result) {
        results.add(result);
        listener.accept(result);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
