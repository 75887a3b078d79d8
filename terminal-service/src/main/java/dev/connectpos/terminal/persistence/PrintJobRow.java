package dev.connectpos.terminal.persistence;

import static java.util.Objects.requireNonNull;

import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.DocumentKind;
import dev.connectpos.terminal.domain.ImageFormat;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PrintFailure;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.PrintJobState;
import dev.connectpos.terminal.domain.PrintJobState.Failed;
import dev.connectpos.terminal.domain.PrintJobState.Printed;
import dev.connectpos.terminal.domain.PrintJobState.Printing;
import dev.connectpos.terminal.domain.PrintJobState.Queued;
import dev.connectpos.terminal.domain.TerminalId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Table {@code print_job}. */
@Entity
@Table(name = "print_job")
class PrintJobRow {

  /** Column {@code status}; the partial indexes and the checks name these. */
  enum Status {
    QUEUED,
    PRINTING,
    PRINTED,
    FAILED
  }

  @Id String id;

  @Column(name = "account_id", updatable = false)
  String accountId;

  @Column(name = "order_id", updatable = false)
  String orderId;

  @Column(name = "terminal_id", updatable = false)
  String terminalId;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  DocumentKind document;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  ImageFormat format;

  @Column(updatable = false)
  int width;

  @Column(updatable = false)
  int height;

  @Column(updatable = false)
  int bytes;

  @Column(updatable = false)
  String sha256;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "answer_by", updatable = false)
  Instant answerBy;

  @Column
  @Enumerated(EnumType.STRING)
  Status status;

  @Column
  @Enumerated(EnumType.STRING)
  @Nullable PrintFailure reason;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  @Column(name = "correlation_id", updatable = false)
  String correlationId;

  @Column(updatable = false)
  @Nullable String traceparent;

  void change(PrintJobState state) {
    reason = null;
    endedAt = null;
    switch (state) {
      case Queued _ -> status = Status.QUEUED;
      case Printing _ -> status = Status.PRINTING;
      case Printed(var at) -> {
        status = Status.PRINTED;
        endedAt = at;
      }
      case Failed(var why, var at) -> {
        status = Status.FAILED;
        reason = why;
        endedAt = at;
      }
    }
  }

  PrintJob toJob() {
    return new PrintJob(
        new PrintId(id),
        new AccountId(accountId),
        new OrderId(orderId),
        new TerminalId(terminalId),
        document,
        new PrintJob.Image(format, width, height, bytes, sha256),
        createdAt,
        answerBy,
        state(),
        correlationId,
        traceparent);
  }

  private PrintJobState state() {
    return switch (status) {
      case QUEUED -> new Queued();
      case PRINTING -> new Printing();
      case PRINTED -> new Printed(requireNonNull(endedAt));
      case FAILED -> new Failed(requireNonNull(reason), requireNonNull(endedAt));
    };
  }
}
