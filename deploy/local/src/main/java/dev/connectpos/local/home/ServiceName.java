package dev.connectpos.local.home;

/** The four services, in the order in which they are listed everywhere. */
public enum ServiceName {
  ORDER("order-service", "orders", 8081),
  TERMINAL("terminal-service", "terminals", 8082),
  ACQUIRER("acquirer-service", "acquirer", 8083),
  NOTIFICATION("notification-service", "notifications", 8084);

  private final String partName;
  private final String database;
  private final int defaultPort;

  ServiceName(String partName, String database, int defaultPort) {
    this.partName = partName;
    this.database = database;
    this.defaultPort = defaultPort;
  }

  /** The name of its module, its process and its log. */
  public String partName() {
    return partName;
  }

  /** The name of one of several replicas, numbered from 1. */
  public String partName(int replica) {
    return replica == 1 ? partName : partName + "-" + replica;
  }

  /** The name of its database and of the role that owns it. */
  public String database() {
    return database;
  }

  /** Its HTTP port before any offset. */
  public int defaultPort() {
    return defaultPort;
  }
}
