package io.finops.payments.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When an operation reached its end, and how long that took since it was accepted. */
public record Settled(Instant at, Duration took) {
    /** Of a row with the time and the seconds. */
    static Settled of(ResultSet rs, int row) throws SQLException {
        return new Settled(rs.getObject(1, OffsetDateTime.class).toInstant(), Duration.ofNanos(Math.max(0, (long)
                (rs.getDouble(2) * 1e9))));
    }
}
