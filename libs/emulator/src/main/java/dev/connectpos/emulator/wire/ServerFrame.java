package dev.connectpos.emulator.wire;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A frame from the server. {@code seq} counts them per terminal and never goes back. */
public sealed interface ServerFrame {

  /** The frame's number; 0 where it has none. */
  long seq();

  /**
   * The session is live; all the terminal needs to know.
   *
   * @param seq the frame's number
   * @param epoch counts this terminal's sessions
   * @param terminalId the terminal
   * @param active whether the terminal takes orders; null means that it does
   * @param mode how the terminal takes orders
   * @param heartbeatMs the server pings this often, in milliseconds
   * @param order the order to show, if any
   * @param payment the last result of that order, if any
   */
  record Welcome(
      long seq,
      long epoch,
      String terminalId,
      @Nullable Boolean active,
      @Nullable String mode,
      long heartbeatMs,
      @Nullable Order order,
      @Nullable PaymentResult payment)
      implements ServerFrame {

    /** Refuses a welcome that names no terminal. */
    public Welcome {
      Objects.requireNonNull(terminalId, "terminal_id");
    }
  }

  /**
   * An operator has changed what the terminal is for.
   *
   * @param active whether it takes orders
   * @param mode how it takes them
   */
  record Activation(long seq, boolean active, @Nullable String mode) implements ServerFrame {}

  /** Show this order now. */
  record OrderShow(long seq, Order order) implements ServerFrame {

    /** Refuses a frame without an order. */
    public OrderShow {
      Objects.requireNonNull(order, "order");
    }
  }

  /** Take the order off the screen. */
  record OrderWithdraw(long seq, String orderId, @Nullable String reason) implements ServerFrame {

    /** Refuses a frame that names no order. */
    public OrderWithdraw {
      Objects.requireNonNull(orderId, "order_id");
    }
  }

  /**
   * Orders that may be picked, the oldest first.
   *
   * @param more whether there are orders after these
   */
  record OrderListed(long seq, List<Order> orders, boolean more) implements ServerFrame {

    /** Keeps its own copy; refuses a frame without orders. */
    public OrderListed {
      orders = List.copyOf(Objects.requireNonNull(orders, "orders"));
    }
  }

  /** The list that was given last is out of date. */
  record OrderListChanged(long seq) implements ServerFrame {}

  /**
   * The outcome of one attempt so far; which fields are there depends on the status.
   *
   * @param status authorizing, verifying, approved, held, captured, refunded, voided, expired,
   *     declined or reversed
   * @param operationType of a held payment: pre_auth or auth_only
   * @param captureBy until when a held payment may be captured
   * @param confirmWithinMs an approval not confirmed within this many milliseconds is undone
   */
  record PaymentResult(
      long seq,
      @Nullable String orderId,
      String attemptId,
      @Nullable String paymentId,
      String status,
      @Nullable Long amountMinor,
      @Nullable String currency,
      @Nullable String nsu,
      @Nullable String authorizationCode,
      @Nullable String brand,
      @Nullable String lastFour,
      @Nullable String returnCode,
      @Nullable String message,
      @Nullable String guidance,
      @Nullable Boolean retryable,
      @Nullable Long confirmWithinMs,
      @Nullable String operationType,
      @Nullable String captureBy,
      @Nullable String reason)
      implements ServerFrame {

    private static final Set<String> GIVEN_BACK = Set.of("refunded", "voided", "expired");

    /** Refuses a result of no attempt, or without a status. */
    public PaymentResult {
      Objects.requireNonNull(attemptId, "attempt_id");
      Objects.requireNonNull(status, "status");
    }

    /** Whether the sale is done and its money taken or held. */
    public boolean isDone() {
      return status.equals("captured") || status.equals("held");
    }

    /**
     * Whether the sale was done and money of it went back: its order, if still open, owes again.
     */
    public boolean isGivenBack() {
      return GIVEN_BACK.contains(status);
    }
  }

  /**
   * A document is to be printed; its image follows in frames of its own.
   *
   * @param printId the job
   * @param orderId the order that it belongs to
   * @param document nfe, cupom or receipt
   * @param format png or jpg
   * @param width in dots
   * @param height in dots
   * @param bytes how long the image is
   * @param sha256 of the image, in lower-case hexadecimal
   * @param chunks how many frames carry it
   */
  record PrintStart(
      long seq,
      String printId,
      String orderId,
      String document,
      String format,
      int width,
      int height,
      int bytes,
      String sha256,
      int chunks)
      implements ServerFrame {

    /** Refuses a document without an id. */
    public PrintStart {
      Objects.requireNonNull(printId, "print_id");
    }
  }

  /**
   * A part of the image.
   *
   * @param index from 0
   * @param data base 64
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once and compared by no one.
  record PrintData(long seq, String printId, int index, byte[] data) implements ServerFrame {

    /** Refuses a part of nothing. */
    public PrintData {
      Objects.requireNonNull(printId, "print_id");
      Objects.requireNonNull(data, "data");
    }
  }

  /**
   * The admin password was right (T6).
   *
   * @param expiresInMs for how long, in milliseconds; it ends with the session in any case
   */
  record AdminUnlocked(long seq, long expiresInMs) implements ServerFrame {}

  /**
   * Sales that were made, the newest first.
   *
   * @param date the day, in the merchant's zone
   * @param more whether there are sales before these
   */
  record SalesListed(long seq, String date, List<ListedSale> sales, boolean more)
      implements ServerFrame {

    /** Keeps its own copy; refuses a frame without sales. */
    public SalesListed {
      sales = List.copyOf(Objects.requireNonNull(sales, "sales"));
    }
  }

  /**
   * The outcome of a cancellation so far.
   *
   * @param status processing, canceled or refused
   * @param kind of one that is done: void or refund
   * @param amountMinor what was given back, in minor units
   * @param code why it was refused
   * @param message for the shop, in Portuguese
   */
  record CancelResult(
      long seq,
      String cancelId,
      @Nullable String paymentId,
      String status,
      @Nullable String kind,
      @Nullable Long amountMinor,
      @Nullable String currency,
      @Nullable String nsu,
      @Nullable String code,
      @Nullable String message)
      implements ServerFrame {

    /** Refuses a result of no cancellation, or without a status. */
    public CancelResult {
      Objects.requireNonNull(cancelId, "cancel_id");
      Objects.requireNonNull(status, "status");
    }
  }

  /**
   * What was sold and cancelled on the terminal in a day (T7).
   *
   * @param date the day, in the merchant's zone
   * @param timeZone that zone
   * @param currency ISO 4217
   * @param rows by payment type and brand
   * @param total of all rows
   */
  record Report(
      long seq,
      String date,
      @Nullable String timeZone,
      String currency,
      List<Row> rows,
      Total total)
      implements ServerFrame {

    /** Keeps its own copy; refuses a report of no day. */
    public Report {
      Objects.requireNonNull(date, "date");
      Objects.requireNonNull(currency, "currency");
      Objects.requireNonNull(total, "total");
      rows = List.copyOf(Objects.requireNonNull(rows, "rows"));
    }

    /** Sales and cancellations of one payment type and brand; amounts in minor units. */
    public record Row(
        @Nullable String paymentType,
        @Nullable String brand,
        long sales,
        long amountMinor,
        long canceled,
        long canceledMinor) {}

    /** Sales and cancellations of the day; amounts in minor units. */
    public record Total(long sales, long amountMinor, long canceled, long canceledMinor) {}
  }

  /** Answer with a pong of the same number. */
  record Ping(long seq) implements ServerFrame {}

  /**
   * The frame named was refused and had no effect.
   *
   * @param code stable, one of the protocol's list
   * @param message for people
   * @param field the field at fault, if one is
   * @param inReplyTo the type of the frame refused, if known
   * @param triesLeft of a wrong admin password: how many more there are
   * @param lockedUntil of too many of them: until when, RFC 3339
   */
  record Refusal(
      long seq,
      String code,
      @Nullable String message,
      @Nullable String field,
      @Nullable String inReplyTo,
      @Nullable Integer triesLeft,
      @Nullable String lockedUntil)
      implements ServerFrame {

    /** Refuses an error without a code. */
    public Refusal {
      Objects.requireNonNull(code, "code");
    }
  }

  /** A type this terminal does not know, or a frame it cannot read: ignored. */
  record Unknown(long seq, String type) implements ServerFrame {}

  /** The frame's {@code type} on the wire. */
  default String type() {
    return switch (this) {
      case Welcome _ -> "welcome";
      case Activation _ -> "activation";
      case OrderShow _ -> "order.show";
      case OrderWithdraw _ -> "order.withdraw";
      case OrderListed _ -> "order.listed";
      case OrderListChanged _ -> "order.list_changed";
      case PaymentResult _ -> "payment.result";
      case PrintStart _ -> "print.start";
      case PrintData _ -> "print.data";
      case AdminUnlocked _ -> "admin.unlocked";
      case SalesListed _ -> "sales.listed";
      case CancelResult _ -> "cancel.result";
      case Report _ -> "report";
      case Ping _ -> "ping";
      case Refusal _ -> "error";
      case Unknown(_, var type) -> type;
    };
  }
}
