package io.finops.costexporter.aws;

import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts what the SDK throws into the bounded set of reasons. */
public final class AwsFailures {
    private static final Map<String, FailureReason> BY_CODE = Map.ofEntries(
            Map.entry("LimitExceededException", FailureReason.THROTTLED),
            Map.entry("ThrottlingException", FailureReason.THROTTLED),
            Map.entry("Throttling", FailureReason.THROTTLED),
            Map.entry("TooManyRequestsException", FailureReason.THROTTLED),
            Map.entry("RequestLimitExceeded", FailureReason.THROTTLED),
            Map.entry("AccessDeniedException", FailureReason.ACCESS_DENIED),
            Map.entry("AccessDenied", FailureReason.ACCESS_DENIED),
            Map.entry("UnauthorizedOperation", FailureReason.ACCESS_DENIED),
            Map.entry("ExpiredTokenException", FailureReason.EXPIRED_CREDENTIALS),
            Map.entry("ExpiredToken", FailureReason.EXPIRED_CREDENTIALS),
            Map.entry("RequestExpired", FailureReason.CLOCK_SKEW),
            Map.entry("RequestTimeTooSkewed", FailureReason.CLOCK_SKEW),
            Map.entry("RequestInTheFuture", FailureReason.CLOCK_SKEW),
            Map.entry("UnrecognizedClientException", FailureReason.INVALID_CREDENTIALS),
            Map.entry("InvalidClientTokenId", FailureReason.INVALID_CREDENTIALS),
            Map.entry("InvalidAccessKeyId", FailureReason.INVALID_CREDENTIALS),
            Map.entry("InvalidSignatureException", FailureReason.INVALID_CREDENTIALS),
            Map.entry("SignatureDoesNotMatch", FailureReason.INVALID_CREDENTIALS),
            Map.entry("MissingAuthenticationTokenException", FailureReason.INVALID_CREDENTIALS),
            Map.entry("DataUnavailableException", FailureReason.DATA_UNAVAILABLE),
            Map.entry("InvalidNextTokenException", FailureReason.PAGING),
            Map.entry("RequestChangedException", FailureReason.PAGING),
            Map.entry("BillExpirationException", FailureReason.REJECTED),
            Map.entry("ValidationException", FailureReason.REJECTED));

    private AwsFailures() {}

    static ReadFailure explain(SdkException failure) {
        if (failure instanceof AwsServiceException service) {
            return new ReadFailure(reason(service), message(service), service);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ReadFailure known) {
                return known;
            }
        }
        return new ReadFailure(reason((Throwable) failure), firstLine(failure.getMessage()), failure);
    }

    /** What a span calls it: AWS's own code, or else why the request came to no answer. */
    static String type(Throwable failure) {
        return failure instanceof AwsServiceException service
                ? code(service)
                : reason(failure).label();
    }

    /** Whether AWS itself has said so, rather than something on the way to it. */
    public static boolean saidByAws(ReadFailure failure) {
        return failure.getCause() instanceof AwsServiceException;
    }

    private static FailureReason reason(AwsServiceException failure) {
        String code = code(failure);
        FailureReason known = BY_CODE.get(code);
        if (known == FailureReason.ACCESS_DENIED && says(failure, "not enabled for cost explorer")) {
            return FailureReason.NOT_ENABLED;
        }
        if (says(failure, "signature expired") || says(failure, "signature not yet current")) {
            return FailureReason.CLOCK_SKEW;
        }
        if (known != null) {
            return known;
        }
        if (failure.isThrottlingException()) {
            return FailureReason.THROTTLED;
        }
        if (failure.statusCode() >= 500) {
            return FailureReason.SERVER_ERROR;
        }
        return code.isEmpty() ? FailureReason.NOT_AWS : FailureReason.REJECTED;
    }

    /** Whether there was no connection, so that AWS has never seen the request. */
    static boolean neverConnected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean connecting = cause instanceof SocketTimeoutException
                    && String.valueOf(cause.getMessage())
                            .toLowerCase(Locale.ROOT)
                            .contains("connect timed out");
            if (connecting
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(AwsServiceException failure, String words) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    /** Empty where the answer has none, as one that is not of AWS. */
    private static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static FailureReason reason(Throwable failure) {
        if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
            return FailureReason.TIMEOUT;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getSimpleName();
            if (cause instanceof SocketTimeoutException) {
                return FailureReason.TIMEOUT;
            }
            if (name.contains("Json") || name.contains("Parse")) {
                return FailureReason.MALFORMED;
            }
            if (cause instanceof java.io.IOException) {
                return FailureReason.CONNECTION;
            }
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof SdkClientException && message.contains("credentials")) {
            return FailureReason.INVALID_CREDENTIALS;
        }
        return message.contains("unmarshall") || message.contains("parse")
                ? FailureReason.MALFORMED
                : FailureReason.INTERNAL;
    }

    private static String message(AwsServiceException failure) {
        String code = code(failure);
        return code.isEmpty()
                ? "HTTP " + failure.statusCode() + " without an error of AWS: something on the way may have answered"
                : code + ": " + firstLine(failure.awsErrorDetails().errorMessage());
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no message" : message.lines().findFirst().orElse("no message");
    }
}
