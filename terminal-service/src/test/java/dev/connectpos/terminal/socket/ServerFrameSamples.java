package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.ListSales;
import dev.connectpos.terminal.application.PickOrders;
import dev.connectpos.terminal.application.PrintDocuments;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.Approval;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.CancelKind;
import dev.connectpos.terminal.domain.DocumentKind;
import dev.connectpos.terminal.domain.EntryMode;
import dev.connectpos.terminal.domain.ImageFormat;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OpenOrder;
import dev.connectpos.terminal.domain.OperationType;
import dev.connectpos.terminal.domain.OrderAddress;
import dev.connectpos.terminal.domain.OrderFixture;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.OrderOnScreen;
import dev.connectpos.terminal.domain.OrderStatus;
import dev.connectpos.terminal.domain.OrderTerms;
import dev.connectpos.terminal.domain.PastSale;
import dev.connectpos.terminal.domain.PaymentAttempt;
import dev.connectpos.terminal.domain.PaymentAttemptFixture;
import dev.connectpos.terminal.domain.PaymentAttemptState;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.PrintJob;
import dev.connectpos.terminal.domain.PrintJobState;
import dev.connectpos.terminal.domain.ReceiptLine;
import dev.connectpos.terminal.domain.RequestId;
import dev.connectpos.terminal.domain.Sale;
import dev.connectpos.terminal.domain.SaleCancellation;
import dev.connectpos.terminal.domain.SaleCancellationState;
import dev.connectpos.terminal.domain.SalesReport;
import dev.connectpos.terminal.domain.Screen;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalMode;
import dev.connectpos.terminal.domain.TerminalModel;
import dev.connectpos.terminal.domain.WithdrawReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames of every type and look that the server writes, with the ids of the document's examples.
 */
final class ServerFrameSamples {
  private static final Instant NOW = PaymentAttemptFixture.NOW;
  private static final OrderId ORDER = new OrderId("or_7Ni9yQHy2hV0Kq3B");
  private static final TerminalId TERMINAL = new TerminalId("term_5Tg6yH7uJ8iK9oL0");
  private static final PaymentId PAYMENT = new PaymentId("pay_9Qw8eR7tY6uI5oP4");
  private static final Activation DIRECT = new Activation(true, TerminalMode.DIRECT);

  private ServerFrameSamples() {}

  static List<ObjectNode> all() {
    var frames = new ArrayList<ObjectNode>();
    OpenOrder order = order("Mesa 3", PaymentType.CREDIT, null);
    frames.add(welcome(null));
    frames.add(
        welcome(
            new OrderOnScreen(
                order, Money.brl(1990), attempt(new PaymentAttemptState.Verifying()))));
    OpenOrder bare = order(null, null, NOW.plusSeconds(600));
    frames.add(welcome(new OrderOnScreen(bare, Money.brl(0), null)));
    frames.add(welcome(new OrderOnScreen(printed(), Money.brl(1990), null)));
    frames.add(ServerFrames.activation(new Activation(true, TerminalMode.LISTED)));
    frames.add(show(order, 1990));
    frames.add(show(bare, 0));
    frames.add(show(printed(), 1990));
    frames.add(withdraw());
    frames.add(ServerFrames.listed(new PickOrders.Listing(1, List.of(listed()), false)));
    frames.add(
        ServerFrames.listed(
            new PickOrders.Listing(
                1,
                List.of(order(null, PaymentType.DEBIT, NOW.plusSeconds(600)), printed()),
                true)));
    frames.add(ServerFrames.listChanged());
    frames.addAll(results());
    frames.addAll(ServerFrames.print(document()));
    frames.add(ServerFrames.ping());
    frames.addAll(cancellations());
    frames.add(
        ServerFrames.error(new FrameError(ErrorCode.MISSING_FIELD, "card.ksn", "payment.start")));
    frames.add(ServerFrames.error(new FrameError(ErrorCode.MALFORMED_FRAME, null, null)));
    return List.copyOf(frames);
  }

  private static ObjectNode welcome(@Nullable OrderOnScreen on) {
    var terminal =
        new Terminal(
            TERMINAL,
            new AccountId("acc_1"),
            "EMU0000001",
            TerminalModel.EMULATOR,
            DIRECT,
            NOW,
            4,
            true,
            NOW,
            "1.0.0",
            null,
            null);
    var screen = new Screen(1, 1, DIRECT, false, null, on, null);
    return ServerFrames.welcome(terminal, Duration.ofSeconds(15), screen, NOW);
  }

  private static ObjectNode show(OpenOrder order, long owed) {
    return ServerFrames.step(new Screen.Step.Show(order, Money.brl(owed)), NOW);
  }

  private static ObjectNode withdraw() {
    return ServerFrames.step(new Screen.Step.Withdraw(ORDER, WithdrawReason.CANCELED), NOW);
  }

  /** Every state, its message heard and not. */
  private static List<ObjectNode> results() {
    var frames = new ArrayList<ObjectNode>();
    for (PaymentAttemptState state : PaymentAttemptFixture.states()) {
      frames.add(ServerFrames.result(attempt(state), NOW));
    }
    Approval heard = PaymentAttemptFixture.APPROVAL;
    var quiet =
        new Approval(
            heard.nsu(),
            heard.authorizationCode(),
            heard.returnCode(),
            null,
            heard.brand(),
            heard.lastFour());
    Money amount = Money.brl(1990);
    Instant later = NOW.plus(Duration.ofDays(7));
    for (PaymentAttemptState state :
        List.of(
            new PaymentAttemptState.Approved(quiet, later),
            new PaymentAttemptState.Held(quiet, OperationType.AUTH_ONLY, later),
            new PaymentAttemptState.Captured(quiet, amount),
            new PaymentAttemptState.Refunded(quiet, amount, amount),
            new PaymentAttemptState.Voided(quiet),
            new PaymentAttemptState.Expired(quiet))) {
      frames.add(ServerFrames.result(attempt(state), NOW));
    }
    return frames;
  }

  private static PaymentAttempt attempt(PaymentAttemptState state) {
    var sale =
        new Sale(Money.brl(1990), PaymentType.CREDIT, 1, InstallmentType.MERCHANT, EntryMode.CHIP);
    var itk = new AttemptId("EMU0000001-1.0.0-Ab12Cd-0001");
    return new PaymentAttempt(PAYMENT, itk, TERMINAL, ORDER, sale, NOW, state, 1, 0);
  }

  private static OpenOrder order(
      @Nullable String name, @Nullable PaymentType type, @Nullable Instant expiresAt) {
    OpenOrder like = OrderFixture.order(ORDER.value(), OrderStatus.SHOWING);
    return with(like, terms(like.terms(), name, type, expiresAt, OrderTerms.Receipt.NONE));
  }

  private static OpenOrder printed() {
    OpenOrder like = OrderFixture.order(ORDER.value(), OrderStatus.SHOWING);
    return with(like, terms(like.terms(), "Mesa 3", PaymentType.CREDIT, null, lines()));
  }

  private static OrderTerms.Receipt lines() {
    return new OrderTerms.Receipt(
        true, List.of(new ReceiptLine("Pão de queijo", 2, Money.brl(995))));
  }

  /** Sales, their cancellations and the report. */
  private static List<ObjectNode> cancellations() {
    PaymentAttempt paid =
        attempt(new PaymentAttemptState.Captured(PaymentAttemptFixture.APPROVAL, Money.brl(1990)));
    Instant at = Instant.parse("2026-11-23T15:20:45Z");
    LocalDate day = LocalDate.of(2026, 11, 23);
    var frames = new ArrayList<ObjectNode>();
    frames.add(ServerFrames.unlocked(Duration.ofMinutes(5)));
    frames.add(ServerFrames.wrongPassword(4));
    frames.add(ServerFrames.adminLocked(at));
    frames.add(listed(day, new PastSale(paid, "PED-1", at, false)));
    frames.add(listed(day, new PastSale(paid, null, at, true)));
    frames.add(cancellation(new SaleCancellationState.Asked()));
    for (CancelKind kind : CancelKind.values()) {
      frames.add(cancellation(new SaleCancellationState.Canceled(kind, at)));
    }
    frames.add(
        cancellation(
            new SaleCancellationState.Refused(
                "insufficient_balance", "Saldo insuficiente para estornar", at)));
    var sums = new SalesReport.Sums(3, Money.brl(5970), 1, Money.brl(1990));
    var row = new SalesReport.Row(PaymentType.CREDIT, "Visa", sums);
    ZoneId zone = ZoneId.of("America/Sao_Paulo");
    frames.add(ServerFrames.report(new SalesReport(day, zone, List.of(row))));
    return frames;
  }

  private static ObjectNode listed(LocalDate day, PastSale sale) {
    return ServerFrames.sales(new ListSales.Listing(day, List.of(sale), false));
  }

  private static ObjectNode cancellation(SaleCancellationState state) {
    return ServerFrames.cancellation(
        new SaleCancellation(
            new RequestId("req_0000000000000001"),
            new CancelId("EMU0000001-1.0.0-Ab12Cd-0004"),
            TERMINAL,
            new AccountId("acc_1"),
            ORDER,
            PAYMENT,
            PaymentAttemptFixture.APPROVAL.nsu(),
            Money.brl(1990),
            NOW,
            state));
  }

  /** R$ 10,00 of it are paid. */
  private static OpenOrder listed() {
    OpenOrder like = OrderFixture.listed(ORDER.value(), OrderStatus.LISTED);
    return with(like, terms(like.terms(), "Mesa 3", null, null, OrderTerms.Receipt.NONE))
        .settle(OrderFixture.tally(1000, 0));
  }

  private static OpenOrder with(OpenOrder like, OrderTerms terms) {
    OrderAddress address = like.address();
    return new OpenOrder(
        like.id(),
        like.accountId(),
        address,
        terms,
        like.status(),
        like.closed(),
        like.tally(),
        like.turnAt(),
        like.shownAt(),
        like.correlationId(),
        like.traceparent(),
        like.lastOrderVersion());
  }

  private static OrderTerms terms(
      OrderTerms like,
      @Nullable String name,
      @Nullable PaymentType type,
      @Nullable Instant expiresAt,
      OrderTerms.Receipt receipt) {
    return new OrderTerms(
        like.code(),
        name,
        like.amount(),
        type,
        like.installments(),
        like.installmentType(),
        receipt,
        like.onApproval(),
        like.overpaymentAllowed(),
        expiresAt,
        like.placedAt());
  }

  private static PrintDocuments.Handed document() {
    byte[] image = "not a PNG".getBytes(StandardCharsets.UTF_8);
    var job =
        new PrintJob(
            new PrintId("prt_4Jk2mN8sQw1xYz6A"),
            new AccountId("acc_1"),
            ORDER,
            TERMINAL,
            DocumentKind.NFE,
            new PrintJob.Image(ImageFormat.PNG, 384, 100, image.length, "0".repeat(64)),
            NOW,
            NOW.plus(PrintJob.ANSWER_WITHIN),
            new PrintJobState.Printing(),
            "corr-1",
            null);
    return new PrintDocuments.Handed(job, image);
  }
}
