package io.finops.telemetry.errors;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the exceptions of one error have in common: their type, what caused them, and the first methods of ours that they came
 * through. No message, number of a line, package or number of a lambda is in it: it stays the same over a restart, and when code
 * moves within its class or with its class.
 *
 * @param id eight hexadecimal digits
 * @param type the exception's simple name
 */
public record Fingerprint(String id, String type) {
    private static final String OURS = "io.finops.";
    private static final int FRAMES = 3;
    private static final Pattern CLASS_NAME = Pattern.compile("([a-z][a-z0-9_]*\\.)+[A-Z][A-Za-z0-9_$]*");
    /** Of lambdas, anonymous and generated classes. */
    private static final Pattern NUMBERS = Pattern.compile("[$]?[0-9]+");

    static Fingerprint of(IThrowableProxy thrown) {
        String type = type(thrown);
        IThrowableProxy root = thrown;
        List<String> frames = frames(thrown, true);
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
            if (frames.isEmpty()) {
                frames = frames(root, true);
            }
        }
        if (frames.isEmpty()) {
            frames = frames(root, false);
        }
        return new Fingerprint(digest(type + " < " + type(root) + " at " + frames), type);
    }

    /** An exception of ours whose message is the name of another only stands for it: so that nothing that was sent is logged. */
    private static String type(IThrowableProxy thrown) {
        String message = thrown.getMessage();
        boolean standsForAnother = thrown.getClassName().startsWith(OURS)
                && message != null
                && CLASS_NAME.matcher(message).matches();
        return simple(standsForAnother ? message : thrown.getClassName());
    }

    private static List<String> frames(IThrowableProxy thrown, boolean ours) {
        List<String> frames = new ArrayList<>(FRAMES);
        StackTraceElementProxy[] trace = thrown.getStackTraceElementProxyArray();
        for (int i = 0; trace != null && i < trace.length && frames.size() < FRAMES; i++) {
            StackTraceElement frame = trace[i].getStackTraceElement();
            if (frame.getClassName().startsWith(OURS) == ours
                    && !frame.getClassName().contains("$$")) {
                frames.add(simple(frame.getClassName()) + "." + plain(frame.getMethodName()));
            }
        }
        return frames;
    }

    private static String simple(String className) {
        return plain(className.substring(className.lastIndexOf('.') + 1));
    }

    private static String plain(String name) {
        return NUMBERS.matcher(name).replaceAll("");
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
