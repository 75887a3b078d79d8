package dev.connectpos.local.edge;

import dev.connectpos.local.home.ServiceName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The path table, the same as the cluster's Ingress. A prefix matches whole segments, and the root
 * itself alone; the first row that matches wins. What is in no row is not reachable, {@code
 * /internal/**} above all.
 */
final class Routes {

  private record Row(String prefix, ServiceName service) {}

  private static final List<Row> TABLE =
      List.of(
          new Row("/core/v5/hooks", ServiceName.NOTIFICATION),
          new Row("/events", ServiceName.NOTIFICATION),
          new Row("/.well-known/jwks.json", ServiceName.NOTIFICATION),
          new Row("/notification/v1", ServiceName.NOTIFICATION),
          new Row("/core/v5", ServiceName.ORDER),
          new Row("/posconnect", ServiceName.ORDER),
          new Row("/admin", ServiceName.ORDER),
          new Row("/orders/v1", ServiceName.ORDER),
          new Row("/console", ServiceName.ORDER),
          new Row("/", ServiceName.ORDER),
          new Row("/terminal", ServiceName.TERMINAL),
          new Row("/acquirer", ServiceName.ACQUIRER));

  private Routes() {}

  /** The service that answers a path, if one does. */
  static Optional<ServiceName> serviceOf(String path) {
    return TABLE.stream()
        .filter(row -> path.equals(row.prefix) || path.startsWith(row.prefix + "/"))
        .map(Row::service)
        .findFirst();
  }

  /**
   * Whether a path means the same to the edge and to every server behind it: no segment that
   * climbs, none that is empty, and no slash or dot in disguise. Other paths could pass the table
   * here and be read as {@code /internal} there.
   */
  static boolean isPlain(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return path.startsWith("/")
        && !lower.contains("//")
        && !lower.contains("\\")
        && !lower.contains(";")
        && !lower.contains("%2f")
        && !lower.contains("%5c")
        && !lower.contains("%2e")
        && !lower.contains("%00")
        && !(lower + "/").contains("/../")
        && !(lower + "/").contains("/./");
  }
}
