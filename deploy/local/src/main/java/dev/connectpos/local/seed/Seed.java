package dev.connectpos.local.seed;

import dev.connectpos.local.home.Home;
import dev.connectpos.local.home.Ports;
import dev.connectpos.local.home.Secrets;
import java.util.function.Consumer;

/** placeholder. */
public final class Seed {
  /** x. */
  public Seed(Home home, Ports ports, Secrets secrets) {}

  /** x. */
  public void plant(Consumer<String> notice) {}
}
