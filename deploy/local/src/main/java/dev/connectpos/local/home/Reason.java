package dev.connectpos.local.home;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why the system refused, in words. The exceptions of the JDK carry their reason in their type:
 * their message is a path, or nothing.
 */
public final class Reason {

  private Reason() {}

  /** A few words, never empty, without the path. */
  public static String of(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case NotDirectoryException _ -> "not a folder";
      case FileAlreadyExistsException _ -> "a file is in its place";
      case FileSystemException file -> reasonOf(file);
      case ConnectException _ -> "connection refused";
      case HttpConnectTimeoutException _ -> "no connection in time";
      case HttpTimeoutException _ -> "no answer in time";
      default -> messageOf(e);
    };
  }

  /** The message of these is the path, and the reason after it if there is one. */
  private static String reasonOf(FileSystemException e) {
    @Nullable String reason = e.getReason();
    return reason == null ? e.getClass().getSimpleName() : reason.toLowerCase(Locale.ROOT);
  }

  private static String messageOf(IOException e) {
    @Nullable String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
