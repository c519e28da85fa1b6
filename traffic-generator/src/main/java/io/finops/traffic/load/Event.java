package io.finops.traffic.load;

import java.util.Locale;

/** What is counted. Every arrival and every request sent ends in exactly one of these, so that nothing goes missing. */
public enum Event {
    /** An arrival of the schedule was due. */
    SCHEDULED(Kind.SCHEDULE),
    /** An arrival found every connection busy and the queue full, and was given up. */
    DROPPED(Kind.SCHEDULE),
    /** An arrival was still waiting for a connection when the run ended. */
    UNSENT(Kind.SCHEDULE),
    /** A request was sent later than 10 ms after its time. */
    LATE(Kind.SCHEDULE),

    /** A request was handed to a connection; retries included. */
    SENT(Kind.REQUEST),
    /** Of those sent: repeats a payment whose outcome stayed unknown, with its key. */
    RETRY(Kind.REQUEST),
    /** Of those sent: repeats a payment as a double click does. */
    DUPLICATE(Kind.REQUEST),

    APPROVED(Kind.ANSWER),
    DECLINED(Kind.ANSWER),
    REJECTED(Kind.ANSWER),
    /** 202: the outcome is not known yet. */
    PENDING(Kind.ANSWER),
    /** 409: the same key is still being worked on, the right answer to a double click. */
    IN_PROGRESS(Kind.ANSWER),
    /** Any other 2xx. */
    OTHER_SUCCESS(Kind.ANSWER),

    /** A status of 300 to 499 other than 409. */
    HTTP_4XX(Kind.ERROR),
    HTTP_5XX(Kind.ERROR),
    /** No connection came about. */
    REFUSED(Kind.ERROR),
    /** The connection ended before the answer did. */
    CLOSED(Kind.ERROR),
    /** What came back was not HTTP. */
    MALFORMED(Kind.ERROR),
    TIMEOUT(Kind.ERROR),
    /** Still without an answer when the run ended. */
    UNFINISHED(Kind.ERROR);

    /** What an event says something about. */
    public enum Kind {
        SCHEDULE,
        REQUEST,
        /** A good end of a request. */
        ANSWER,
        /** A bad end of a request. */
        ERROR
    }

    private final Kind kind;

    Event(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Where this event is counted in an array with a place for each. */
    @SuppressWarnings("EnumOrdinal") // An EnumMap would box on the sending path; the index never leaves the process.
    int index() {
        return ordinal();
    }

    /** The name in reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
