package dev.connectpos.terminal.application;

/**
 * Administrative passwords at rest. Both take some tenths of a second on purpose, which no
 * transaction and no event loop may wait for.
 */
public interface PasswordHashing {

  /** What to store of a password: different every time. */
  String hash(String password);

  /** Whether this password was hashed; compares in equal time. */
  boolean matches(String password, String hash);
}
