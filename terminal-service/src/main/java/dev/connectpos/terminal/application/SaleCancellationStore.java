package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.TerminalId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Cancellations that terminals asked for. The caller holds the terminal's lock when it writes. */
public interface SaleCancellationStore {

  void add(SaleCancellation cancellation);

  void save(SaleCancellation cancellation);

  /** Which terminal asked for it; never changes. */
  Optional<TerminalId> terminalOf(RequestId id);

  Optional<SaleCancellation> find(RequestId id);

  Optional<SaleCancellation> find(TerminalId terminal, CancelId id);

  /** Those of a terminal with these keys. */
  List<SaleCancellation> find(TerminalId terminal, Collection<CancelId> ids);
}
