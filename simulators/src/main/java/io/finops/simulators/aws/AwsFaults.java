package io.finops.simulators.aws;

import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The faults that answer an AWS call with an error. */
final class AwsFaults {
    private final FaultSwitches faults;

    AwsFaults(FaultSwitches faults) {
        this.faults = faults;
    }

    /**
     * Throws the error of the first fault that strikes.
     *
     * @param service endpoint prefix as permissions name it: {@code ce}, {@code budgets}, {@code sts}
     */
    void strike(String service, String operation, AwsCaller caller, boolean laterPage) {
        if (hits(Fault.CE_INVALID_CREDENTIALS, operation)) {
            throw new AwsException(
                    400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
        if (hits(Fault.CE_EXPIRED_CREDENTIALS, operation)) {
            throw new AwsException(
                    400, "ExpiredTokenException", "The security token included in the request is expired");
        }
        if (hits(Fault.CE_CLOCK_SKEW, operation)) {
            throw new AwsException(
                    400,
                    "InvalidSignatureException",
                    "Signature expired: 20261120T003000Z is now earlier than 20261120T010000Z");
        }
        if (hits(Fault.CE_DENY, operation)) {
            String action = service + ":" + (service.equals("budgets") ? "ViewBudget" : operation);
            throw new AwsException(
                    400,
                    "AccessDeniedException",
                    "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: arn:aws:"
                            + service + ":us-east-1:" + caller.account() + ":/" + operation
                            + " because no identity-based policy allows the " + action + " action");
        }
        ActiveFault throttle = faults.strikes(Fault.CE_THROTTLE, operation);
        if (throttle != null) {
            throw new AwsException(400, throttle.text("type"), "Rate exceeded (simulated)");
        }
        ActiveFault fail = faults.strikes(Fault.CE_FAIL, operation);
        if (fail != null) {
            int status = (int) fail.whole("status");
            throw new AwsException(
                    status,
                    status == 503 ? "ServiceUnavailableException" : "InternalServerException",
                    "Simulated failure inside AWS");
        }
        if (service.equals("ce")) {
            strikeCostExplorer(operation, laterPage);
        }
    }

    private void strikeCostExplorer(String operation, boolean laterPage) {
        if (hits(Fault.CE_NOT_ENABLED, operation)) {
            throw new AwsException(400, "AccessDeniedException", "User not enabled for cost explorer access");
        }
        if (hits(Fault.CE_DATA_UNAVAILABLE, operation)) {
            throw new AwsException(
                    400, "DataUnavailableException", "Data is not available. Try to adjust the time period.");
        }
        if (hits(Fault.CE_BILL_EXPIRATION, operation)) {
            throw new AwsException(
                    400, "BillExpirationException", "The requested report expired. Update the date interval.");
        }
        if (laterPage && hits(Fault.CE_MISSING_PAGE, operation)) {
            throw new AwsException(
                    400, "InvalidNextTokenException", "The pagination token is invalid. Try again without one.");
        }
        if (laterPage && hits(Fault.CE_REQUEST_CHANGED, operation)) {
            throw new AwsException(400, "RequestChangedException", "Your request parameters changed between pages.");
        }
    }

    /** The answer of something on the way to AWS, or null. */
    @Nullable
    Intercepted intercepted(String operation) {
        ActiveFault proxy = faults.strikes(Fault.CE_PROXY, operation);
        if (proxy != null) {
            return new Intercepted(
                    (int) proxy.whole("status"), Map.of(), "<html><body>Blocked by policy</body></html>");
        }
        ActiveFault busy = faults.strikes(Fault.CE_RETRY_AFTER, operation);
        return busy == null
                ? null
                : new Intercepted(
                        503,
                        Map.of("Retry-After", String.valueOf(busy.whole("seconds"))),
                        "{\"__type\":\"ServiceUnavailableException\",\"message\":\"Come back later (simulated)\"}");
    }

    /** An answer that no operation has made. */
    record Intercepted(int status, Map<String, String> headers, String body) {}

    /** Makes nonsense of an answer of Cost Explorer or Budgets. */
    String garbled(String operation, String body) {
        String answer = body;
        if (hits(Fault.CE_REPEATED_ROWS, operation)) {
            answer = Garbled.repeatRows(answer);
        }
        ActiveFault missing = faults.strikes(Fault.CE_MISSING_GROUPS, operation);
        if (missing != null) {
            answer = Garbled.dropGroups(missing.text("key"), answer);
        }
        ActiveFault garbled = faults.strikes(Fault.CE_GARBLED, operation);
        return garbled == null ? answer : Garbled.answer(garbled.text("shape"), answer);
    }

    /** How late this call's answer is, in milliseconds. */
    long delayMillis(String operation) {
        ActiveFault slow = faults.strikes(Fault.CE_SLOW, operation);
        return slow == null ? 0 : slow.whole("delayMillis");
    }

    boolean cutsAnswer(String operation) {
        return hits(Fault.CE_CUT, operation);
    }

    boolean trickles(String operation) {
        return hits(Fault.CE_TRICKLE, operation);
    }

    boolean malformsAnswer(String operation) {
        return hits(Fault.CE_MALFORMED, operation);
    }

    /** For STS, which names its errors otherwise. */
    static String queryProtocolCode(String type) {
        return switch (type) {
            case "ExpiredTokenException" -> "ExpiredToken";
            case "UnrecognizedClientException" -> "InvalidClientTokenId";
            case "AccessDeniedException" -> "AccessDenied";
            case "LimitExceededException", "ThrottlingException", "TooManyRequestsException" -> "Throttling";
            case "MissingAuthenticationTokenException" -> "MissingAuthenticationToken";
            default -> type.toLowerCase(Locale.ROOT).contains("internal") ? "InternalFailure" : type;
        };
    }

    private boolean hits(Fault fault, String operation) {
        return faults.strikes(fault, operation) != null;
    }
}
