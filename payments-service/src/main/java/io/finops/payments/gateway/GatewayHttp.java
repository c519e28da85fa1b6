package io.finops.payments.gateway;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One HTTP exchange with the gateway, without retries, classified by what it proves. The line that matters: a failure to
 * connect is certainly not a charge, a failure after that leaves it undecided.
 */
final class GatewayHttp implements Closeable {
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final URI baseUrl;
    private final CloseableHttpClient client;
    private final JsonMapper json;
    private final Tracer tracer;
    private final Propagator propagator;
    private final Duration deadline;
    private final ScheduledThreadPoolExecutor deadlines;

    GatewayHttp(GatewayProperties properties, JsonMapper json, Tracer tracer, Propagator propagator) {
        this.baseUrl = properties.address();
        this.json = json;
        this.tracer = tracer;
        this.propagator = propagator;
        this.deadline = properties.deadline();
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gateway-deadlines");
            thread.setDaemon(true);
            // Its first task comes from a request: the thread outlives the class loader that requests run with.
            thread.setContextClassLoader(GatewayHttp.class.getClassLoader());
            return thread;
        });
        this.deadlines.setRemoveOnCancelPolicy(true);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(properties.maxConcurrentCalls())
                        .setMaxConnPerRoute(properties.maxConcurrentCalls())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(properties.connectTimeout()))
                                .setSocketTimeout(Timeout.of(properties.readTimeout()))
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setTimeToLive(TimeValue.ofMinutes(5))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(properties.connectTimeout()))
                        .setResponseTimeout(Timeout.of(properties.readTimeout()))
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    /** Reads a successful answer. Throws {@link IllegalArgumentException} when it makes no sense. */
    interface Reader<T> {
        Decision<T> read(JsonNode body);
    }

    record Decision<T>(Attempt.Outcome outcome, T value) {}

    <T> Attempt<T> post(String path, String key, Map<String, Object> body, Reader<T> reader) {
        HttpPost request = new HttpPost(baseUrl.resolve(path));
        request.setHeader("Idempotency-Key", key);
        request.setHeader("Accept", "application/json");
        request.setEntity(new ByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        Span span = tracer.currentSpan();
        if (span != null) {
            propagator.inject(span.context(), request, (carrier, name, value) -> request.setHeader(name, value));
        }
        long start = System.nanoTime();
        // The time-outs are for single reads: an answer that drips in would keep renewing them.
        Future<?> end = deadlines.schedule(request::cancel, deadline.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return client.execute(request, response -> classify(response, reader, start));
        } catch (ConnectTimeoutException | ConnectException | UnknownHostException | NoRouteToHostException e) {
            return failed(Attempt.Outcome.UNAVAILABLE, start, "the gateway cannot be reached");
        } catch (SocketTimeoutException e) {
            return failed(Attempt.Outcome.TIMEOUT, start, "no answer in time");
        } catch (IllegalStateException e) {
            // The end came between two steps of the client, which then finds its connection gone.
            if (!request.isCancelled()) {
                throw e;
            }
            return failed(Attempt.Outcome.TIMEOUT, start, "no whole answer in time");
        } catch (IOException e) {
            return request.isCancelled()
                    ? failed(Attempt.Outcome.TIMEOUT, start, "no whole answer in time")
                    : failed(Attempt.Outcome.CUT, start, "the connection broke");
        } finally {
            end.cancel(false);
        }
    }

    private <T> Attempt<T> classify(ClassicHttpResponse response, Reader<T> reader, long start) throws IOException {
        byte[] body = readBounded(response.getEntity());
        int status = response.getCode();
        Span attempt = tracer.currentSpan();
        if (attempt != null) {
            attempt.tag("http.response.status_code", status);
        }
        if (status != 200 && status != 201) {
            return failed(Attempt.Outcome.ofFailedStatus(status), start, "the gateway answered " + status);
        }
        try {
            Decision<T> decision = reader.read(json.readTree(body));
            return new Attempt<>(decision.outcome(), since(start), new GatewayAnswer.Decided<>(decision.value()));
        } catch (JacksonException | IllegalArgumentException e) {
            return failed(Attempt.Outcome.ERROR, start, "the gateway's answer cannot be understood");
        }
    }

    private static byte[] readBounded(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream content = entity.getContent()) {
            byte[] body = content.readNBytes(MAX_ANSWER_BYTES + 1);
            if (body.length > MAX_ANSWER_BYTES) {
                throw new IOException("the gateway's answer is longer than " + MAX_ANSWER_BYTES + " bytes");
            }
            return body;
        }
    }

    private static <T> Attempt<T> failed(Attempt.Outcome outcome, long start, String reason) {
        GatewayAnswer<T> answer = outcome.proof == Attempt.Proof.NOT_PROCESSED
                ? new GatewayAnswer.NotProcessed<>(reason)
                : new GatewayAnswer.Undecided<>(reason);
        return new Attempt<>(outcome, since(start), answer);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
