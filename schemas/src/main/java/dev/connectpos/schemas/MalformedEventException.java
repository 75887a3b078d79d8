package dev.connectpos.schemas;

import org.jspecify.annotations.Nullable;

/** The bytes are not an event in our wire format. Permanent: the message is to be parked. */
public final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedEventException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
