package io.finops.traffic.cli;

/** How a command ends. */
public final class ExitCode {
    /** The run passed. */
    public static final int PASSED = 0;
    /** A fault of the generator. */
    public static final int FAULT = 1;
    /** The command line, a file or a folder is not usable; nothing was sent. */
    public static final int USAGE = 2;
    /** The target accepts no connection; nothing was sent. */
    public static final int UNREACHABLE = 3;

    private ExitCode() {}
}
