package dev.connectpos.acquirer.persistence;

import dev.connectpos.acquirer.application.RebuiltBooks;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Opens {@link TemporaryBooks}, one at a time. */
@ApplicationScoped
class TemporaryBooksSource implements RebuiltBooks.Source {
  private final AgroalDataSource source;

  TemporaryBooksSource(AgroalDataSource source) {
    this.source = source;
  }

  @Override
  public Optional<RebuiltBooks> open() {
    try {
      Connection connection = source.getConnection();
      if (isFree(connection)) {
        return Optional.of(TemporaryBooks.on(connection));
      }
      connection.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw new IllegalStateException("no books can be opened", e);
    }
  }

  private static boolean isFree(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT pg_try_advisory_lock(" + TemporaryBooks.LOCK + ")")) {
      return rows.next() && rows.getBoolean(1);
    }
  }
}
