package io.finops.localstack.supervisor;

/**
 * How to ask a component whether it is well.
 *
 * @param kind {@link Kind#HTTP}: {@code path} answers 200; {@link Kind#POSTGRES}: the server asks for a password
 * @param path the HTTP path, or the database to ask for
 */
public record Probe(Kind kind, String host, int port, String path) {
    /** The protocols that components speak. */
    public enum Kind {
        HTTP,
        POSTGRES
    }

    public static Probe http(int port, String path) {
        return new Probe(Kind.HTTP, "127.0.0.1", port, path);
    }

    public static Probe postgres(int port, String database) {
        return new Probe(Kind.POSTGRES, "127.0.0.1", port, database);
    }

    /**
     * What a component said of itself.
     *
     * @param problem empty when it is healthy; anything else says what is wrong
     * @param mending it is at work on the problem by itself, and a new start would only interrupt it
     */
    record Health(String problem, boolean mending) {
        boolean isGood() {
            return problem.isEmpty();
        }
    }

    /** Asks once, for at most two seconds. */
    Health ask() {
        return switch (kind) {
            case HTTP -> new Health(HttpProbe.problem("http://" + host + ":" + port + path), false);
            case POSTGRES -> PostgresProbe.ask(host, port, path);
        };
    }

    /** Asks once, for at most two seconds. An empty answer means healthy; anything else says what is wrong. */
    public String problem() {
        return ask().problem();
    }
}
