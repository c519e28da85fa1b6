package io.finops.payments.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the database answers, asked over a connection of its own: busy is not broken, and a service that is taken out
 * of rotation because it has much to do makes it worse for the others. Looks at most twice a second, however many ask.
 */
final class DatabaseHealth implements HealthIndicator, DisposableBean {
    private static final long KEPT_NANOS = Duration.ofMillis(500).toNanos();
    private static final int PATIENCE_SECONDS = 1;

    private final DatabaseProperties properties;
    private @Nullable Connection connection;
    private @Nullable Health last;
    private long lookedAt;

    DatabaseHealth(DatabaseProperties properties) {
        this.properties = properties;
    }

    @Override
    public synchronized Health health() {
        Health known = last;
        if (known != null && System.nanoTime() - lookedAt < KEPT_NANOS) {
            return known;
        }
        Health now = answers() ? Health.up().build() : Health.down().build();
        last = now;
        lookedAt = System.nanoTime();
        return now;
    }

    private boolean answers() {
        try {
            if (connection != null && connection.isValid(PATIENCE_SECONDS)) {
                return true;
            }
            destroy();
            Connection fresh = connect();
            connection = fresh;
            return fresh.isValid(PATIENCE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", properties.username());
        String password = properties.service().password();
        if (password != null) {
            login.setProperty("password", password);
        }
        login.setProperty("connectTimeout", String.valueOf(PATIENCE_SECONDS));
        login.setProperty("loginTimeout", String.valueOf(PATIENCE_SECONDS));
        login.setProperty("socketTimeout", String.valueOf(2 * PATIENCE_SECONDS));
        login.setProperty("ApplicationName", "payments-service health");
        return DriverManager.getConnection(properties.url(), login);
    }

    @Override
    public synchronized void destroy() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is given up either way.
            }
        }
    }
}
