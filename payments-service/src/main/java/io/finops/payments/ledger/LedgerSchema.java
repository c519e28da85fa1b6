package io.finops.payments.ledger;

import io.finops.payments.settings.InvalidSetting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema belongs to its owner, who migrates it; the service's role may do what the service does. */
final class LedgerSchema {
    private static final Set<String> ROLE_IS_THERE_BY_NOW = Set.of("42710", "23505");

    private LedgerSchema() {}

    /** Has migrations run as the owner, who first creates the service's role where it does not exist yet. */
    static FluentConfiguration configure(FluentConfiguration flyway, DatabaseProperties properties) {
        DatabaseProperties.Login owner = properties.owner();
        flyway.dataSource(properties.url(), owner.username(), owner.password())
                .placeholders(Map.of("service", properties.username()));
        return properties.ownerUsername() == null ? flyway : flyway.callbacks(new ServiceRole(properties.service()));
    }

    private record ServiceRole(DatabaseProperties.Login login) implements Callback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.BEFORE_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public String getCallbackName() {
            return "service-role";
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                Optional<String> creation = creation(context.getConnection());
                if (creation.isPresent()) {
                    try (Statement statement = context.getConnection().createStatement()) {
                        statement.execute(creation.get());
                    }
                }
            } catch (SQLException e) {
                if (!ROLE_IS_THERE_BY_NOW.contains(e.getSQLState())) {
                    throw new InvalidSetting(
                            "payments.database.username",
                            login.username(),
                            "a role that exists, or an owner that may create it",
                            e);
                }
            }
        }

        /** The statement that creates the role, quoted by the server; empty when there is one. */
        private Optional<String> creation(Connection connection) throws SQLException {
            try (PreparedStatement ask =
                    connection.prepareStatement("select format('create role %I login password %L', ?::text, ?::text)"
                            + " where not exists (select from pg_roles where rolname = ?)")) {
                ask.setString(1, login.username());
                ask.setString(2, login.password());
                ask.setString(3, login.username());
                try (ResultSet rows = ask.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        }
    }
}
