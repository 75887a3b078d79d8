package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.TerminalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Documents to print, each with its image until it has come to its end. They change under the lock
 * of their terminal, which prints one at a time.
 */
public interface PrintStore {

  /** Adds it with its image; false if it is there already. */
  boolean add(PrintJob job, byte[] image);

  Optional<PrintJob> find(PrintId id);

  Optional<PrintJob> lock(PrintId id);

  void save(PrintJob job);

  /** The image of an open document. */
  byte[] image(PrintId id);

  void dropImage(PrintId id);

  /** The document that a terminal is to print or to answer for. */
  Optional<PrintId> openOf(TerminalId terminal);

  /** Open documents whose time is over, so many at most. */
  List<PrintId> overdue(Instant now, int limit);

  /** Forgets documents that ended before an instant, so many at most; how many it were. */
  int forget(Instant endedBefore, int limit);
}
