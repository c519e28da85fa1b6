package io.finops.rehearsal.history;

import java.io.IOException;
import java.io.Writer;

/** Lines of the text format. */
public final class OpenMetrics {
    public static final String END = "# EOF\n";

    private OpenMetrics() {}

    public static void sample(Writer out, String series, String value, long epochSecond) throws IOException {
        out.write(series);
        out.write(' ');
        out.write(value);
        out.write(' ');
        out.write(Long.toString(epochSecond));
        out.write('\n');
    }

    public static void sample(Writer out, String series, double value, long epochSecond) throws IOException {
        sample(out, series, Double.toString(value), epochSecond);
    }
}
