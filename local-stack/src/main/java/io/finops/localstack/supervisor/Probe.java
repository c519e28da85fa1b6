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

    /** Asks once, for at most two seconds. An empty answer means healthy; anything else says what is wrong. */
    public String problem() {
        return switch (kind) {
            case HTTP -> HttpProbe.problem("http://" + host + ":" + port + path);
            case POSTGRES -> PostgresProbe.problem(host, port, path);
        };
    }
}
