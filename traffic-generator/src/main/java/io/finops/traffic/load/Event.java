package io.finops.traffic.load;

import java.util.Locale;

/** What is counted. Every arrival and every request sent ends in exactly one of these. */
public enum Event {
    /** An arrival of the schedule was due. */
    SCHEDULED(Kind.SCHEDULE),
    /** An arrival was dropped because every connection was busy and the queue was full. */
    DROPPED(Kind.SCHEDULE),
    /** An arrival was still waiting for a connection when the run ended. */
    UNSENT(Kind.SCHEDULE),
    /** A request was sent later than 10 ms after its time. */
    LATE(Kind.SCHEDULE),

    /** A request was handed to a connection; retries included. */
    SENT(Kind.REQUEST),
    /** Of those sent: a retry, under the same key, of a payment of unknown outcome. */
    RETRY(Kind.REQUEST),
    /** Of those sent: a payment sent twice, as by a double click. */
    DUPLICATE(Kind.REQUEST),

    APPROVED(Kind.ANSWER),
    DECLINED(Kind.ANSWER),
    REJECTED(Kind.ANSWER),
    /** 202: the outcome is not known yet. */
    PENDING(Kind.ANSWER),
    /** 409: the same key is still being processed, the right answer to a double click. */
    IN_PROGRESS(Kind.ANSWER),
    /** Any other 2xx: not a payment. */
    OTHER_SUCCESS(Kind.ANSWER),

    /** A status of 300 to 499 other than 409. */
    HTTP_4XX(Kind.ERROR),
    HTTP_5XX(Kind.ERROR),
    /** The connection could not be opened. */
    REFUSED(Kind.ERROR),
    /** The connection ended before the answer did. */
    CLOSED(Kind.ERROR),
    /** The answer was not HTTP. */
    MALFORMED(Kind.ERROR),
    TIMEOUT(Kind.ERROR),
    /** Still without an answer when the run ended. */
    UNFINISHED(Kind.ERROR);

    /** What an event is about. */
    public enum Kind {
        SCHEDULE,
        REQUEST,
        /** A request completed without an error. */
        ANSWER,
        /** A request completed with an error. */
        ERROR
    }

    private final Kind kind;

    Event(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Index of this event in an array of counts. */
    @SuppressWarnings("EnumOrdinal") // An EnumMap would box on the sending path; the index never leaves the process.
    int index() {
        return ordinal();
    }

    /** The name in reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
