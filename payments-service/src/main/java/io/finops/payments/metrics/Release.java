package io.finops.payments.metrics;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;

/**
 * What runs here.
 *
 * @param version the project's
 * @param commit twelve digits, with {@code -dirty} where the build had something that was not committed; {@code unknown}
 *     only for what was built from files alone
 */
record Release(String version, String commit) {
    private static final String UNKNOWN = "unknown";
    private static final int DIGITS = 12;

    /** What the builder said comes before what the build found. */
    static Release of(@Nullable BuildProperties build, @Nullable GitProperties git) {
        String version = build == null ? null : build.getVersion();
        String told = build == null ? null : build.get("commit");
        String commit = told == null || told.isEmpty() || told.equals(UNKNOWN) ? found(git) : told;
        return new Release(
                version == null ? UNKNOWN : version,
                commit.matches("[0-9a-f]{40}.*") ? commit.substring(0, DIGITS) + commit.substring(40) : commit);
    }

    private static String found(@Nullable GitProperties git) {
        String commit = git == null ? null : git.getCommitId();
        if (git == null || commit == null || commit.isEmpty()) {
            return UNKNOWN;
        }
        return Boolean.parseBoolean(git.get("dirty")) ? commit + "-dirty" : commit;
    }
}
