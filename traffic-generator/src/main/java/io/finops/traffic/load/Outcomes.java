package io.finops.traffic.load;

import io.finops.traffic.http.Answer;

/** Classifies answers. */
final class Outcomes {
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;

    private Outcomes() {}

    static Event of(Answer answer) {
        int code = answer.code();
        if (code >= 500) {
            return Event.HTTP_5XX;
        }
        if (code >= 300) {
            return code == CONFLICT ? Event.IN_PROGRESS : Event.HTTP_4XX;
        }
        String status = answer.status();
        if (status == null) {
            return Event.OTHER_SUCCESS;
        }
        return switch (status) {
            case "approved" -> Event.APPROVED;
            case "declined" -> Event.DECLINED;
            case "rejected" -> Event.REJECTED;
            case "pending" -> Event.PENDING;
            default -> Event.OTHER_SUCCESS;
        };
    }

    /** Whether a well-behaved client would retry the payment under its key. */
    static boolean worthRepeating(Answer answer) {
        return answer.code() >= 500 || answer.code() == TOO_MANY_REQUESTS;
    }
}
