package dev.connectpos.acquirer.application;

import java.lang.reflect.Proxy;

/** Ports that a test does not use. */
final class Ports {
  private Ports() {}

  /** Fails if it is called after all. */
  static <T> T unused(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new IllegalStateException(method + " is not expected here");
            }));
  }
}
