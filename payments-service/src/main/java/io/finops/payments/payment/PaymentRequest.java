package io.finops.payments.payment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /payments} as it came, not yet validated. */
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record PaymentRequest(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                minimum = "1",
                description = "In minor units: 1999 is 19.99 USD, and 1999 JPY",
                example = "1999")
        @Nullable
        Long amount,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = "^[A-Z]{3}$",
                description = "ISO 4217, one of those that are accepted",
                example = "USD")
        @Nullable
        String currency,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = "^[A-Za-z0-9_.:-]{1,128}$",
                description = "A token; never a card number",
                example = "pm_7QxK2vN9")
        @Nullable
        String paymentMethod,

        @Schema(pattern = "^[A-Za-z0-9_.:@+-]{1,128}$", example = "cus_42") @Nullable
        String customer,

        @Schema(pattern = "^[A-Z]{2}$", description = "ISO 3166", example = "DE") @Nullable
        String country,

        @Schema(maxLength = 500, example = "Order 17") @Nullable
        String description,

        @Schema(
                minLength = 1,
                maxLength = 128,
                description = "What you know the payment by; payments can be searched by it",
                example = "order-17")
        @Nullable
        String merchantReference,

        @Schema(
                maxProperties = 20,
                description = "Kept with the payment and given back: up to 20 texts of up to 500 characters, under"
                        + " names of up to 40 letters, digits and _.-",
                example = "{\"shop\": \"berlin\"}")
        @Nullable
        Map<String, @Nullable String> metadata) {}
