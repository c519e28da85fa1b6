package io.finops.costexporter.aws;

import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.MeteredRequests.Outcome;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Meters attempts, not calls: what the SDK repeats by itself is a request of its own on AWS's bill. */
final class MeteringInterceptor implements ExecutionInterceptor {
    private static final ExecutionAttribute<Boolean> IN_FLIGHT = new ExecutionAttribute<>("finops.request.in-flight");

    private final MeteredRequests meter;

    MeteringInterceptor(MeteredRequests meter) {
        this.meter = meter;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        end(attributes, Outcome.ERROR);
        meter.acquire(operation(attributes));
        attributes.putAttribute(IN_FLIGHT, true);
    }

    @Override
    public void beforeUnmarshalling(Context.BeforeUnmarshalling context, ExecutionAttributes attributes) {
        end(attributes, context.httpResponse().isSuccessful() ? Outcome.SUCCESS : Outcome.ERROR);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        end(attributes, AwsFailures.neverConnected(context.exception()) ? Outcome.NOT_SENT : Outcome.ERROR);
    }

    private void end(ExecutionAttributes attributes, Outcome outcome) {
        if (Boolean.TRUE.equals(attributes.getAttribute(IN_FLIGHT))) {
            attributes.putAttribute(IN_FLIGHT, false);
            meter.ended(operation(attributes), outcome);
        }
    }

    private static AwsOperation operation(ExecutionAttributes attributes) {
        return AwsOperation.named(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }
}
