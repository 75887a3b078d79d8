package dev.connectpos.acquirer.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.connectpos.acquirer.application.AffiliationReports.BackRow;
import dev.connectpos.acquirer.application.AffiliationReports.PaidRow;
import dev.connectpos.acquirer.application.AffiliationReports.PayoutRow;
import dev.connectpos.acquirer.application.AffiliationReports.SaleRow;
import dev.connectpos.acquirer.application.Reconciliation;
import dev.connectpos.acquirer.domain.AccountId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the file of a day as it is told (docs/reconciliation.md). The trailer is the last line;
 * its hash is the SHA-256 of all bytes before that line. A file without a trailer is not whole.
 */
final class ReconciliationFile implements Reconciliation.Listener {
  /** Of the layout below; another layout is another version. */
  private static final int LAYOUT = 1;

  /** How it is written. */
  enum Format {
    CSV,
    JSON
  }

  /** The parts of the file in their order, each with its columns. */
  private enum Section {
    HEADER("header", "layout,account_id,date"),
    TRANSACTIONS(
        "transactions",
        "receivable_id,payment_id,order_id,nsu,authorization_code,captured_at,payment_method,brand,"
            + "installment,installments,currency,amount_minor,fee_minor,net_minor,due_on"),
    EVENTS(
        "events",
        "receivable_id,payment_id,type,request_id,at,installment,currency,amount_minor,fee_minor,"
            + "net_minor,due_on"),
    PAYMENTS(
        "payments",
        "settlement_id,settled_at,currency,amount_minor,fee_minor,net_minor,receivables"),
    PAYMENT_ITEMS(
        "payment_items",
        "settlement_id,receivable_id,payment_id,type,installment,currency,amount_minor,fee_minor,"
            + "net_minor"),
    TOTALS(
        "totals",
        "currency,captured_minor,captured_fee_minor,given_back_minor,given_back_fee_minor,"
            + "paid_minor,paid_fee_minor,paid_net_minor"),
    TRAILER("trailer", "transactions,events,payments,payment_items,sha256");

    private final String label;
    private final String columns;

    Section(String label, String columns) {
      this.label = label;
      this.columns = columns;
    }

    private List<String> names() {
      return List.of(columns.split(",", -1));
    }

    private boolean isList() {
      return this != HEADER && this != TRAILER;
    }
  }

  private final Format format;
  private final OutputStream out;
  private final ObjectMapper json;
  private final MessageDigest digest = sha256();
  private final Iterator<Section> sections = List.of(Section.values()).iterator();
  private @Nullable Section current;
  private boolean isFirstRow;

  ReconciliationFile(Format format, OutputStream out, ObjectMapper json) {
    this.format = format;
    this.out = new BufferedOutputStream(out);
    this.json = json;
  }

  @Override
  public void header(AccountId accountId, LocalDate day) {
    row(Section.HEADER, LAYOUT, accountId.value(), day.toString());
  }

  @Override
  public void sale(SaleRow row) {
    row(
        Section.TRANSACTIONS,
        row.receivableId(),
        row.paymentId(),
        row.orderId(),
        row.nsu(),
        row.authorizationCode(),
        row.capturedAt().toString(),
        row.paymentMethod(),
        row.brand(),
        row.installment(),
        row.installments(),
        row.currency(),
        row.amountMinor(),
        row.feeMinor(),
        row.amountMinor() - row.feeMinor(),
        row.dueOn().toString());
  }

  @Override
  public void back(BackRow row) {
    row(
        Section.EVENTS,
        row.receivableId(),
        row.paymentId(),
        row.reason(),
        row.requestId(),
        row.at().toString(),
        row.installment(),
        row.currency(),
        row.amountMinor(),
        row.feeMinor(),
        row.amountMinor() - row.feeMinor(),
        row.dueOn().toString());
  }

  @Override
  public void payout(PayoutRow row) {
    row(
        Section.PAYMENTS,
        row.settlementId(),
        row.at().toString(),
        row.currency(),
        row.grossMinor(),
        row.feeMinor(),
        row.netMinor(),
        row.receivables());
  }

  @Override
  public void paid(PaidRow row) {
    row(
        Section.PAYMENT_ITEMS,
        row.settlementId(),
        row.receivableId(),
        row.paymentId(),
        row.type(),
        row.installment(),
        row.currency(),
        row.amountMinor(),
        row.feeMinor(),
        row.amountMinor() - row.feeMinor());
  }

  @Override
  public void totals(Reconciliation.Totals totals) {
    row(
        Section.TOTALS,
        totals.currency(),
        totals.capturedMinor(),
        totals.capturedFeeMinor(),
        totals.backMinor(),
        totals.backFeeMinor(),
        totals.paidMinor(),
        totals.paidFeeMinor(),
        totals.paidMinor() - totals.paidFeeMinor());
  }

  @Override
  public void trailer(long sales, long back, long payouts, long paid) {
    enter(Section.TRAILER);
    String hash = HexFormat.of().formatHex(digest.digest());
    write(line(Section.TRAILER, sales, back, payouts, paid, hash));
    write(format == Format.JSON ? "}\n" : "\n");
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void row(Section section, @Nullable Object... values) {
    enter(section);
    if (format == Format.JSON && section.isList()) {
      write(isFirstRow ? "\n" : ",\n");
    }
    isFirstRow = false;
    write(line(section, values));
    if (format == Format.CSV) {
      write("\n");
    }
  }

  /** Ends the section before, and writes those between, which have no rows. */
  private void enter(Section section) {
    while (current != section) {
      Section before = current;
      Section next = sections.next();
      if (format == Format.CSV) {
        write("#" + next.label + "," + next.columns + "\n");
      } else {
        write(before == null ? "{" : before.isList() ? "\n],\n" : ",\n");
        if (next != Section.TRAILER) {
          write("\"" + next.label + "\":" + (next.isList() ? "[" : ""));
        }
      }
      current = next;
      isFirstRow = true;
    }
  }

  private String line(Section section, @Nullable Object... values) {
    return switch (format) {
      case CSV ->
          section.label
              + ","
              + Arrays.stream(values)
                  .map(ReconciliationFile::quoted)
                  .collect(Collectors.joining(","));
      case JSON -> (section == Section.TRAILER ? "\"trailer\":" : "") + object(section, values);
    };
  }

  private String object(Section section, @Nullable Object... values) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    List<String> names = section.names();
    for (int i = 0; i < values.length; i++) {
      members.put(names.get(i), values[i]);
    }
    try {
      return json.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
