package dev.connectpos.notification.application;

/** Chance, kept outside of the decisions. */
public interface Jitter {

  /** Any of -200 to 200, evenly. */
  int permille();
}
