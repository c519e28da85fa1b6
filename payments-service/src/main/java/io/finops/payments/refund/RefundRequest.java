package io.finops.payments.refund;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /payments/{id}/refunds} as it came, not yet validated. */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record RefundRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                minimum = "1",
                description = "In minor units, at most what is left of the captured amount",
                example = "500")
        @Nullable
        Long amount) {}
