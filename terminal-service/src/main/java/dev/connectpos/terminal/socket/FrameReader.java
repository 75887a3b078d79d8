package dev.connectpos.terminal.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.connectpos.money.Currency;
import dev.connectpos.money.Money;
import dev.connectpos.terminal.application.CancelSales;
import dev.connectpos.terminal.application.EncryptedCard;
import dev.connectpos.terminal.application.ListSales;
import dev.connectpos.terminal.application.StartPayment.Start;
import dev.connectpos.terminal.domain.AttemptId;
import dev.connectpos.terminal.domain.CancelId;
import dev.connectpos.terminal.domain.EntryMode;
import dev.connectpos.terminal.domain.InstallmentType;
import dev.connectpos.terminal.domain.OrderId;
import dev.connectpos.terminal.domain.PaymentId;
import dev.connectpos.terminal.domain.PaymentType;
import dev.connectpos.terminal.domain.PrintFailure;
import dev.connectpos.terminal.domain.PrintId;
import dev.connectpos.terminal.domain.Sale;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of a frame to what it means. Fields that the protocol does not know are ignored. */
final class FrameReader {
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
  private static final Pattern VERSION = Pattern.compile("[\\x21-\\x7e]{1,32}");
  private static final Pattern ATTEMPT =
      Pattern.compile("[0-9A-Za-z._+-]{1,80}-[0-9A-Za-z]{6}-[0-9]{4}");

  /** Part of an address at the acquirer, so nothing that means something there. */
  private static final Pattern PAYMENT = Pattern.compile("[0-9A-Za-z_-]{1,64}");

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern NSU = Pattern.compile("[0-9]{1,20}");
  private static final Pattern PASSWORD = Pattern.compile("[0-9]{4,8}");
  private static final Pattern FILTER = Pattern.compile("\\P{Cntrl}{0,64}");
  private static final Pattern KSN = Pattern.compile("[0-9A-Fa-f]{24}");
  private static final Pattern IV = Pattern.compile("[0-9A-Za-z+/]{16}");
  private static final Pattern DATA = Pattern.compile("[0-9A-Za-z+/]{24,1024}={0,2}");
  private static final Pattern PIN_BLOCK = Pattern.compile("[0-9A-Fa-f]{32}");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // What goes wrong is never shown with the text it went wrong in: that may be card data.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private FrameReader() {}

  static ClientFrame read(String text) throws BadFrameException {
    return read(parse(text));
  }

  static ClientFrame read(JsonNode frame) throws BadFrameException {
    String type = frame.path("type").textValue();
    if (!frame.isObject() || type == null) {
      throw new BadFrameException(new FrameError(ErrorCode.MALFORMED_FRAME, null, null));
    }
    var fields = new FrameFields(frame, type);
    return switch (type) {
      case "hello" -> new ClientFrame.Hello(fields.text("app_version", VERSION));
      case "order.shown" -> new ClientFrame.OrderShown(order(fields));
      case "order.list" -> list(fields);
      case "order.pick" -> new ClientFrame.OrderPick(order(fields));
      case "order.release" -> new ClientFrame.OrderRelease(order(fields));
      case "order.reject" -> new ClientFrame.OrderReject(order(fields));
      case "payment.start" -> new ClientFrame.PaymentStart(start(fields, order(fields)));
      case "sale.start" -> new ClientFrame.SaleStart(standalone(fields));
      case "payment.confirm" ->
          new ClientFrame.PaymentConfirm(
              order(fields), new AttemptId(fields.text("attempt_id", ATTEMPT)));
      case "payment.query" ->
          new ClientFrame.PaymentQuery(new AttemptId(fields.text("attempt_id", ATTEMPT)));
      case "print.result" -> printResult(fields);
      case "admin.unlock" -> new ClientFrame.AdminUnlock(fields.text("password", PASSWORD));
      case "sales.list" -> salesList(fields);
      case "sale.cancel" -> cancel(fields);
      case "cancel.query" -> new ClientFrame.CancelQuery(cancelId(fields));
      case "report.get" -> new ClientFrame.ReportGet(date(fields));
      case "pong" -> new ClientFrame.Pong(fields.number("seq", 1, Long.MAX_VALUE));
      default -> throw new BadFrameException(new FrameError(ErrorCode.UNKNOWN_TYPE, "type", null));
    };
  }

  private static JsonNode parse(String text) throws BadFrameException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      throw new BadFrameException(new FrameError(ErrorCode.MALFORMED_FRAME, null, null));
    }
  }

  private static OrderId order(FrameFields fields) throws BadFrameException {
    return new OrderId(fields.text("order_id", ID));
  }

  private enum PrintOutcome {
    PRINTED,
    FAILED
  }

  private static ClientFrame.PrintResult printResult(FrameFields fields) throws BadFrameException {
    var print = new PrintId(fields.text("print_id", ID));
    if (fields.word("status", PrintOutcome.class) == PrintOutcome.PRINTED) {
      return new ClientFrame.PrintResult(print, null);
    }
    PrintFailure reason = fields.word("reason", PrintFailure.class);
    if (!reason.isSaidByTerminals()) {
      throw fields.invalid("reason");
    }
    return new ClientFrame.PrintResult(print, reason);
  }

  private static ClientFrame.OrderList list(FrameFields fields) throws BadFrameException {
    String filter = fields.optionalText("filter", FILTER);
    String after = fields.optionalText("after", ID);
    return new ClientFrame.OrderList(
        filter == null ? "" : filter, after == null ? null : new OrderId(after));
  }

  private static ClientFrame.SalesList salesList(FrameFields fields) throws BadFrameException {
    String after = fields.optionalText("after", ID);
    return new ClientFrame.SalesList(
        new ListSales.Wanted(
            date(fields),
            fields.optionalNumber("amount_minor", 1, Long.MAX_VALUE),
            fields.optionalText("nsu", NSU),
            after == null ? null : new PaymentId(after)));
  }

  private static @Nullable LocalDate date(FrameFields fields) throws BadFrameException {
    String date = fields.optionalText("date", DATE);
    try {
      return date == null ? null : LocalDate.parse(date);
    } catch (DateTimeParseException _) {
      throw fields.invalid("date");
    }
  }

  private static CancelId cancelId(FrameFields fields) throws BadFrameException {
    return new CancelId(fields.text("cancel_id", ATTEMPT));
  }

  private static ClientFrame.SaleCancel cancel(FrameFields fields) throws BadFrameException {
    return new ClientFrame.SaleCancel(
        new CancelSales.Ask(
            cancelId(fields),
            new PaymentId(fields.text("payment_id", PAYMENT)),
            amount(fields),
            fields.word("entry_mode", EntryMode.class),
            card(fields.object("card"))));
  }

  /** Without an order to name it, the currency is the one that merchants are paid in. */
  private static Start standalone(FrameFields fields) throws BadFrameException {
    Start start = start(fields, null);
    if (start.sale().amount().currency() != Currency.BRL) {
      throw fields.invalid("currency");
    }
    return start;
  }

  private static Start start(FrameFields fields, @Nullable OrderId order) throws BadFrameException {
    var attempt = new AttemptId(fields.text("attempt_id", ATTEMPT));
    var type = fields.word("payment_type", PaymentType.class);
    var sale =
        new Sale(
            amount(fields),
            type,
            Math.toIntExact(fields.number("installments", 1, type.maxInstallments())),
            fields.word("installment_type", InstallmentType.class),
            fields.word("entry_mode", EntryMode.class));
    return new Start(order, attempt, sale, card(fields.object("card")));
  }

  private static EncryptedCard card(FrameFields card) throws BadFrameException {
    return new EncryptedCard(
        card.text("ksn", KSN),
        card.text("iv", IV),
        card.text("data", DATA),
        card.optionalText("pin_block", PIN_BLOCK));
  }

  private static Money amount(FrameFields fields) throws BadFrameException {
    return new Money(
        fields.number("amount_minor", 1, Long.MAX_VALUE), currency(fields, "currency"));
  }

  private static Currency currency(FrameFields fields, String field) throws BadFrameException {
    try {
      return Currency.of(fields.text(field, ID));
    } catch (IllegalArgumentException _) {
      throw fields.invalid(field);
    }
  }
}
