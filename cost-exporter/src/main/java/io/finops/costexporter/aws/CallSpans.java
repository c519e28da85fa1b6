package io.finops.costexporter.aws;

import io.finops.costexporter.tracing.RefreshContext;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Objects;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A CLIENT span of each request to AWS, repeated ones and every page included, by OpenTelemetry's conventions for the AWS
 * SDK. Neither the question nor the answer is in it.
 */
final class CallSpans implements ExecutionInterceptor {
    private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("finops.span");
    private static final ExecutionAttribute<Integer> SENT = new ExecutionAttribute<>("finops.span.sent");

    private final Tracer tracer;

    CallSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.finops.costexporter.aws");
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        end(attributes);
        if (!Span.current().getSpanContext().isSampled()) {
            return;
        }
        int before = Objects.requireNonNullElse(attributes.getAttribute(SENT), 0);
        attributes.putAttribute(SENT, before + 1);
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        SdkHttpRequest request = context.httpRequest();
        Span span = tracer.spanBuilder(service + "/" + operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("rpc.system", "aws-api")
                .setAttribute("rpc.service", service)
                .setAttribute("rpc.method", operation)
                // What a service graph calls a party that sends no spans.
                .setAttribute("peer.service", "aws")
                .setAttribute("http.request.method", request.method().name())
                .setAttribute("server.address", request.host())
                .setAttribute("server.port", (long) request.port())
                .setAttribute("aws.page", (long) RefreshContext.page(continues(context.request())))
                .startSpan();
        if (before > 0) {
            span.setAttribute("http.request.resend_count", (long) before);
        }
        attributes.putAttribute(SPAN, span);
    }

    /** Whether it asks for a further page of an answer. */
    private static boolean continues(SdkRequest request) {
        return request.getValueForField("NextPageToken", String.class).isPresent()
                || request.getValueForField("NextToken", String.class).isPresent();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        Span span = attributes.getAttribute(SPAN);
        if (span == null) {
            return;
        }
        SdkHttpResponse response = context.httpResponse();
        span.setAttribute("http.response.status_code", (long) response.statusCode());
        response.firstMatchingHeader("Content-Length")
                .filter(length -> length.matches("\\d{1,18}"))
                .ifPresent(length -> span.setAttribute("http.response.body.size", Long.parseLong(length)));
        response.firstMatchingHeader("x-amzn-RequestId").ifPresent(id -> span.setAttribute("aws.request_id", id));
        if (!response.isSuccessful()) {
            failed(span, Integer.toString(response.statusCode()));
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        end(attributes);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Span span = attributes.getAttribute(SPAN);
        if (span != null) {
            failed(span, AwsFailures.type(context.exception()));
        }
        end(attributes);
    }

    private static void end(ExecutionAttributes attributes) {
        Span span = attributes.getAttribute(SPAN);
        if (span != null) {
            span.end();
        }
    }

    private static void failed(Span span, String type) {
        span.setAttribute("error.type", type).setStatus(StatusCode.ERROR);
    }
}
