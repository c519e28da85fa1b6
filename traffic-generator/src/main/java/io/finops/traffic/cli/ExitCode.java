package io.finops.traffic.cli;

import io.finops.traffic.verdict.Verdict;

/** How a command ends. */
public final class ExitCode {
    /** The run passed. */
    public static final int PASSED = 0;
    /** A fault of the generator. */
    public static final int FAULT = 1;
    /** The command line, a file or a folder is not usable; nothing was sent. */
    public static final int USAGE = 2;
    /** The target accepts no connection, or never answered. */
    public static final int UNREACHABLE = 3;
    /** The check of the money found a payment lost, doubled or changed, or could not check it. */
    public static final int MONEY = 4;
    /** What the schedule asked for was not sent. */
    public static final int RATE_NOT_KEPT = 5;
    /** A threshold does not hold. */
    public static final int THRESHOLD = 99;
    /** Stopped by Ctrl-C or SIGTERM; the summary is written. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(Verdict verdict) {
        if (verdict.failure() == null) {
            return PASSED;
        }
        return switch (verdict.failure()) {
            case NEVER_ANSWERED -> UNREACHABLE;
            case MONEY -> MONEY;
            case THRESHOLD -> THRESHOLD;
            case RATE_NOT_KEPT -> RATE_NOT_KEPT;
        };
    }
}
