package io.finops.simulators.fault;

import static io.finops.simulators.fault.FaultParameter.date;
import static io.finops.simulators.fault.FaultParameter.number;
import static io.finops.simulators.fault.FaultParameter.share;
import static io.finops.simulators.fault.FaultParameter.text;
import static io.finops.simulators.fault.FaultParameter.whole;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that can be broken on purpose. The name over HTTP is the constant's in lower case with dashes. */
public enum Fault {
    GATEWAY_DOWN(Effect.GATEWAY, "Every call is answered 503 at once: not processed, not charged."),
    GATEWAY_SLOW(
            Effect.GATEWAY,
            "A share of the calls is answered late.",
            whole("delayMillis", 3_000L, 1, 600_000),
            share(1.0)),
    GATEWAY_ERRORS(Effect.GATEWAY, "A share of the calls is answered 500 before anything is charged.", share(0.3)),
    GATEWAY_DROP_ANSWERS(
            Effect.GATEWAY, "Charges or refunds, then cuts the connection for a share of the calls.", share(0.05)),
    GATEWAY_HANG(Effect.GATEWAY, "Charges or refunds, but answers a share of the calls only once healed.", share(1.0)),
    GATEWAY_CAPTURE_ZERO(Effect.GATEWAY, "A share of the charges is approved, but nothing is captured.", share(1.0)),
    GATEWAY_DECLINE(Effect.GATEWAY, "A share of what would be approved is declined.", share(0.9)),

    CE_THROTTLE(
            Effect.ANSWER,
            "Calls are throttled.",
            text(
                    "type",
                    "LimitExceededException",
                    "LimitExceededException",
                    "ThrottlingException",
                    "TooManyRequestsException")),
    CE_DENY(Effect.ANSWER, "Credentials are valid, but the permission is missing: AccessDeniedException."),
    CE_NOT_ENABLED(Effect.ANSWER, "Cost Explorer has never been switched on in this account."),
    CE_FAIL(Effect.ANSWER, "Calls fail inside AWS.", whole("status", 500L, 500, 599)),
    CE_SLOW(Effect.ANSWER, "Answers come late.", whole("delayMillis", 5_000L, 1, 600_000)),
    CE_CUT(Effect.ANSWER, "The connection is cut in the middle of the answer."),
    CE_TRICKLE(Effect.ANSWER, "What a bucket answers comes a byte a tenth of a second."),
    CE_EXPIRED_CREDENTIALS(Effect.ANSWER, "The session token has expired."),
    CE_INVALID_CREDENTIALS(Effect.ANSWER, "The access key is unknown to AWS."),
    CE_DATA_UNAVAILABLE(Effect.ANSWER, "DataUnavailableException, as new accounts get it."),
    CE_BILL_EXPIRATION(Effect.ANSWER, "BillExpirationException."),
    CE_REQUEST_CHANGED(Effect.ANSWER, "Every page after the first is refused with RequestChangedException."),
    CE_MALFORMED(Effect.ANSWER, "Answers are JSON that ends too early."),
    CE_REPEATED_TOKEN(Effect.ANSWER, "Every page carries the same token and the same rows, without end."),
    CE_ENDLESS_PAGES(Effect.ANSWER, "Every page carries another token, without end."),
    CE_MISSING_PAGE(Effect.ANSWER, "Every page after the first is refused with InvalidNextTokenException."),
    CE_SMALL_PAGES(Effect.ANSWER, "Pages hold few rows.", whole("rows", 100L, 1, 100_000)),
    CE_EMPTY(
            Effect.ANSWER,
            "No rows: periods without groups, or no periods at all.",
            text("shape", "groups", "groups", "periods")),
    CE_REPEATED_ITEMS(
            Effect.ANSWER, "What has no rows of days (budgets, anomalies and the like) comes again on a second page."),
    CE_REPEATED_ROWS(Effect.ANSWER, "The first row of every day comes twice."),
    CE_MISSING_GROUPS(
            Effect.ANSWER, "Every other group is missing, in answers grouped by a key or by any.", text("key", null)),
    CE_RETRY_AFTER(
            Effect.ANSWER, "Calls are answered 503 with the header Retry-After.", whole("seconds", 3_600L, 0, 86_400)),
    CE_CLOCK_SKEW(Effect.ANSWER, "The signature is refused because the caller's clock is wrong."),
    CE_PROXY(
            Effect.ANSWER,
            "Something on the way answers in AWS's place, with a page of HTML.",
            whole("status", 403L, 200, 599)),
    CE_GARBLED(
            Effect.ANSWER,
            "Answers are well-formed JSON that makes no sense.",
            text(
                    "shape",
                    "amount",
                    "amount",
                    "huge",
                    "unit",
                    "metric",
                    "keys",
                    "date",
                    "foreign-day",
                    "missing-day",
                    "null",
                    "array",
                    "empty")),
    CE_PLANNED_ACTIVITY(Effect.ANSWER, "Somebody has marked every anomaly as planned activity."),

    CE_STALE(Effect.BILL, "AWS stops refreshing: everything stays as it was when this was switched on."),
    CE_SPIKE(
            Effect.BILL,
            "One service costs a multiple, from the newest settled day on.",
            text("service", "Amazon Elastic Compute Cloud - Compute"),
            number("factor", 4.0, 0, 1_000),
            date("from")),
    CE_RESTATEMENT(
            Effect.BILL,
            "Settled days are restated by a share of their usage.",
            number("share", 0.1, -1, 10),
            whole("days", 5L, 1, 60),
            date("from")),
    CE_NEGATIVE(
            Effect.BILL,
            "A credit larger than the day's spend, from the newest settled day on.",
            number("amount", 50_000.0, 0.01, 10_000_000),
            date("from")),
    CE_OTHER_CURRENCY(Effect.BILL, "Amounts are stated in another currency.", text("currency", "EUR")),
    CE_COLLIDING_TAGS(
            Effect.BILL, "Costs carry the tags cost-center, cost_center and Cost.Center, which become one label."),
    CE_MANY_ROWS(
            Effect.BILL,
            "The newest settled day has this many more services, usage types and teams.",
            whole("rows", 10_000L, 1, 50_000),
            date("from")),
    BUDGET_OVERRUN(
            Effect.BILL,
            "A budget's actual spend is a multiple of its limit.",
            text("budget", "simulated-monthly-total"),
            number("ratio", 1.2, 0, 100));

    /** What a fault changes; faults of AWS's answers can be narrowed to a share, a number of times and an operation. */
    enum Effect {
        GATEWAY,
        ANSWER,
        BILL
    }

    private final String description;
    // An unmodifiable list of records of texts and numbers, which the checker cannot know.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<FaultParameter> parameters;

    Fault(Effect effect, String description, FaultParameter... parameters) {
        this.description = description;
        List<FaultParameter> all = new ArrayList<>(Arrays.asList(parameters));
        if (effect == Effect.ANSWER) {
            all.add(share(1.0));
            all.add(whole("times", null, 1, 1_000_000));
            all.add(text("operation", null));
        }
        this.parameters = List.copyOf(all);
    }

    /** Over HTTP, for instance {@code gateway-down}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String description() {
        return description;
    }

    /** In the order in which they are described. */
    List<FaultParameter> parameters() {
        return parameters;
    }

    /** The parameters that have a value of their own when nothing else is said. */
    Map<String, Object> defaults() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FaultParameter parameter : parameters) {
            Object byDefault = parameter.byDefault();
            if (byDefault != null) {
                values.put(parameter.name(), byDefault);
            }
        }
        return values;
    }

    static Optional<Fault> named(String wireName) {
        return Arrays.stream(values())
                .filter(fault -> fault.wireName().equals(wireName))
                .findFirst();
    }
}
