package dev.connectpos.schemas;

import org.jspecify.annotations.Nullable;

/** The registry did not answer, or answered that it cannot. Transient: worth a retry. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
