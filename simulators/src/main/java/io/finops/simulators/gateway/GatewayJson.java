package io.finops.simulators.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The gateway's JSON, read and written by hand: it is on the path of every payment, and its texts are printable ASCII by
 * the time that they are written.
 */
final class GatewayJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long LARGEST_AMOUNT = 1_000_000_000_000L;

    private GatewayJson() {}

    /** Throws {@link BadRequestException} with one line that says what is wrong. Unknown fields are ignored. */
    static ChargeRequest charge(String key, Buffer body) {
        long amount = 0;
        String currency = null;
        String reference = null;
        String paymentMethod = null;
        try (JsonParser parser = open(body)) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "amount" -> amount = amount(parser);
                    case "currency" -> currency = text(parser, name);
                    case "reference" -> reference = text(parser, name);
                    case "paymentMethod" -> paymentMethod = text(parser, name);
                    default -> parser.skipChildren();
                }
            }
            end(parser);
        } catch (JacksonException e) {
            throw new BadRequestException("the body is not JSON");
        }
        return new ChargeRequest(
                key,
                present(reference, "reference"),
                positive(amount),
                currency(currency),
                present(paymentMethod, "paymentMethod"));
    }

    static long refundAmount(Buffer body) {
        long amount = 0;
        try (JsonParser parser = open(body)) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("amount")) {
                    amount = amount(parser);
                } else {
                    parser.skipChildren();
                }
            }
            end(parser);
        } catch (JacksonException e) {
            throw new BadRequestException("the body is not JSON");
        }
        return positive(amount);
    }

    static Buffer of(Charge charge) {
        StringBuilder json = new StringBuilder(384);
        json.append("{\"id\":\"ch_sim_").append(Long.toHexString(Hash.of(1, charge.key())));
        text(json, "\",\"key\":", charge.key());
        text(json, ",\"reference\":", charge.reference());
        json.append(",\"status\":\"")
                .append(charge.approved() ? "approved" : "declined")
                .append("\",\"amount\":")
                .append(charge.amount())
                .append(",\"captured\":")
                .append(charge.captured())
                .append(",\"currency\":\"")
                .append(charge.currency())
                .append("\",\"fee\":")
                .append(charge.fee());
        if (charge.declineCode() == null) {
            json.append(",\"declineCode\":null");
        } else {
            text(json, ",\"declineCode\":", charge.declineCode());
        }
        return end(json, charge.createdAt());
    }

    static Buffer of(Refund refund) {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"id\":\"re_sim_").append(Long.toHexString(Hash.of(2, refund.key())));
        text(json, "\",\"key\":", refund.key());
        text(json, ",\"charge\":", refund.charge());
        json.append(",\"status\":\"")
                .append(refund.refunded() ? "refunded" : "refused")
                .append("\",\"amount\":")
                .append(refund.amount())
                .append(",\"currency\":\"")
                .append(refund.currency())
                .append('"');
        return end(json, refund.createdAt());
    }

    /** Keys and references: 1 to 255 printable ASCII characters, so that the journal can hold them. */
    static boolean isPlainText(String text) {
        if (text.isEmpty() || text.length() > 255) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static JsonParser open(Buffer body) {
        JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body.getBytes());
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRequestException("the body is not a JSON object");
        }
        return parser;
    }

    private static void end(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new BadRequestException("there is something after the JSON object");
        }
    }

    private static long amount(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new BadRequestException("amount must be a whole number of minor units");
        }
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? Long.MAX_VALUE : parser.getLongValue();
    }

    private static String text(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new BadRequestException(name + " must be a text");
        }
        return parser.getString();
    }

    private static long positive(long amount) {
        if (amount < 1 || amount > LARGEST_AMOUNT) {
            throw new BadRequestException("amount must be from 1 to " + LARGEST_AMOUNT + " minor units");
        }
        return amount;
    }

    private static String present(@Nullable String text, String name) {
        if (text == null || !isPlainText(text)) {
            throw new BadRequestException(name + " must be 1 to 255 printable ASCII characters");
        }
        return text;
    }

    private static String currency(@Nullable String code) {
        if (code != null && code.length() == 3) {
            try {
                return Currency.getInstance(code).getCurrencyCode();
            } catch (IllegalArgumentException e) {
                throw new BadRequestException("currency " + code + " is not an ISO 4217 code");
            }
        }
        throw new BadRequestException("currency must be an ISO 4217 code");
    }

    private static void text(StringBuilder json, String before, String value) {
        json.append(before).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\');
            }
            json.append(c);
        }
        json.append('"');
    }

    private static Buffer end(StringBuilder json, long createdAt) {
        json.append(",\"createdAt\":\"").append(Instant.ofEpochMilli(createdAt)).append("\"}");
        return Buffer.buffer(json.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
