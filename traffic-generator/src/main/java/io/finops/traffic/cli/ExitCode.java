package io.finops.traffic.cli;

import io.finops.traffic.verdict.Verdict;

/** Exit codes. */
public final class ExitCode {
    /** The run passed. */
    public static final int PASSED = 0;
    /** The generator itself failed, or could not write its files. */
    public static final int FAULT = 1;
    /** The command line, a file or a folder is not usable; nothing was sent. */
    public static final int USAGE = 2;
    /** The target accepts no connection, or never answered. */
    public static final int UNREACHABLE = 3;
    /** The money check found a payment lost, doubled or changed, could not check one, or had none to check. */
    public static final int MONEY = 4;
    /** The schedule was not kept. */
    public static final int RATE_NOT_KEPT = 5;
    /** The target answered, but not one payment succeeded. */
    public static final int NOTHING_SUCCEEDED = 6;
    /** A threshold does not hold, or could not be judged. */
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
            case NOTHING_SUCCEEDED -> NOTHING_SUCCEEDED;
            case MONEY -> MONEY;
            case THRESHOLD -> THRESHOLD;
            case RATE_NOT_KEPT -> RATE_NOT_KEPT;
        };
    }
}
