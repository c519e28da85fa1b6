package io.finops.costexporter.source;

import java.util.Locale;

/** Why a read failed: the values of the label {@code reason}. */
public enum FailureReason {
    /** AWS asks to slow down. */
    THROTTLED,
    /** The credentials are right but lack a permission; of a folder, its files may not be read. */
    ACCESS_DENIED,
    /** Session credentials have run out. */
    EXPIRED_CREDENTIALS,
    /** No credentials, or AWS does not know them. */
    INVALID_CREDENTIALS,
    /** Cost Explorer has never been switched on in this account. */
    NOT_ENABLED,
    /** AWS has no data for the range: a new account, or not yet. */
    DATA_UNAVAILABLE,
    /** A page token was not accepted, came twice, or there was no end to the pages. */
    PAGING,
    /** Days are missing in the answer, or all rows that were there before. */
    INCOMPLETE,
    /** The answer could not be understood. */
    MALFORMED,
    /** No answer within the time limit. */
    TIMEOUT,
    /** No connection, or it broke. */
    CONNECTION,
    /** AWS answered with a server error. */
    SERVER_ERROR,
    /** Something that is not AWS answered, such as a proxy. */
    NOT_AWS,
    /** The clock of this machine is too far off for AWS to accept a signature. */
    CLOCK_SKEW,
    /** AWS does not accept the question. */
    REJECTED,
    /** Today's requests are used up. */
    BUDGET_EXHAUSTED,
    /** The read lasts longer than the interval between two. */
    OVERRUN,
    /** The figures were read and cannot be published; the log has it. */
    UNPUBLISHABLE,
    /** Anything else; the log has it. */
    INTERNAL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
