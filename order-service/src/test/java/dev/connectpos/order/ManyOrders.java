package dev.connectpos.order;

import dev.connectpos.order.domain.AccountId;
import io.agroal.api.AgroalDataSource;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A merchant with many orders, one a second from midnight of 2026-01-01, loaded past the API. Codes
 * repeat after {@value #CODES}; every third order is pending, the others are paid and have a
 * charge, but for every hundredth, which failed.
 */
public record ManyOrders(Merchant merchant, int size) {
  private static final int CODES = 50;

  /** Makes them, of a new merchant. */
  public static ManyOrders make(AgroalDataSource database, int size) {
    var merchant = Merchant.withoutTerminal("test");
    new Tables(database).run(load(merchant.account(), size));
    return new ManyOrders(merchant, size);
  }

  /** Triggers are off: they would change the account's row once for each of the orders. */
  private static String load(String account, int size) {
    return """
    SET LOCAL session_replication_role = replica;
    INSERT INTO orders (id, account_id, number, code, amount_minor, currency, paid_minor, status,
        customer_id, customer_name, visible, print_order_receipt, serial_numbers, operation_type,
        installments, installment_type, metadata, stream_version, placed_at, revised_at, closed_at,
        close_cause, terminal_status, settled_minor, updated_at)
      SELECT 'or_' || substr('%1$s', 5, 8) || lpad(n::text, 8, '0'), '%1$s', n, 'PED-' || n %% %3$d,
        1990, 'BRL', CASE status WHEN 'paid' THEN 1990 ELSE 0 END, status,
        'cus_' || substr('%1$s', 5, 8) || lpad(n::text, 8, '0'), 'Mesa 3', true, false,
        '["6C582505"]', 'auth_and_capture', 1, 'merchant', '{}', 1, at, at,
        CASE WHEN status <> 'pending' THEN at END,
        CASE WHEN status <> 'pending' THEN 'requested' END,
        CASE WHEN status = 'pending' THEN 'queued' END,
        CASE status WHEN 'paid' THEN 1990 ELSE 0 END, at
      FROM (SELECT n, timestamptz '2026-01-01 00:00:00Z' + n * interval '1 second' AS at,
              CASE WHEN n %% 100 = 0 THEN 'failed' WHEN n %% 3 = 0 THEN 'pending' ELSE 'paid' END
                AS status
            FROM generate_series(1, %2$d) n) made;
    INSERT INTO order_item (id, order_id, position, description, price_minor, quantity, created_at,
        updated_at)
      SELECT 'oi_' || substr(id, 4), id, 0, 'Prato do dia', 1990, 1, placed_at, placed_at
      FROM orders WHERE account_id = '%1$s';
    INSERT INTO order_payment (payment_id, order_id, state, last_version)
      SELECT 'pay_' || substr(id, 4), id, 'charged', 2
      FROM orders WHERE account_id = '%1$s' AND status = 'paid';
    INSERT INTO charge (id, order_id, account_id, number, payment_id, transaction_id, attempt_id,
        amount_minor, currency, nsu, authorization_code, return_code, card_brand, card_first_six,
        card_last_four, card_token, card_funding, payment_type, installments, installment_type,
        terminal_serial, authorized_at, captured_at, created_at, updated_at, code, state,
        captured_minor, operation_type)
      SELECT 'ch_' || substr(id, 4), id, account_id, row_number() OVER (ORDER BY number),
        'pay_' || substr(id, 4), 'tran_' || substr(id, 4), '6C582505-1', 1990, 'BRL',
        lpad(number::text, 14, '3'), '051659', '0', 'Visa', '400000', '0010', 'token', 'credit',
        'credit', 1, 'merchant', '6C582505', placed_at, placed_at, placed_at, placed_at,
        lpad(number::text, 14, '3'), 'paid', 1990, 'auth_and_capture'
      FROM orders WHERE account_id = '%1$s' AND status = 'paid';
    UPDATE account SET orders_numbered = %2$d, charges_numbered = %2$d WHERE id = '%1$s';
    SELECT list_anew();
    """
        .formatted(account, size, CODES);
  }

  /** Whose they are. */
  public AccountId account() {
    return new AccountId(merchant.account());
  }

  List<String> newestFirst() {
    return newestFirst("");
  }

  /** The orders that a filter of the tests leaves, as this class makes them. */
  List<String> newestFirst(String filter) {
    return numbers().filter(n -> passes(filter, n)).mapToObj(n -> id("or_", n)).toList();
  }

  List<String> charges() {
    return numbers().filter(n -> status(n).equals("paid")).mapToObj(n -> id("ch_", n)).toList();
  }

  int chargesUntil(long second) {
    return (int) numbers().filter(n -> status(n).equals("paid") && n <= second).count();
  }

  private LongStream numbers() {
    return LongStream.rangeClosed(1, size).map(n -> size + 1 - n);
  }

  private String id(String prefix, long number) {
    return prefix + merchant.account().substring(4, 12) + "%08d".formatted(number);
  }

  private static String status(long number) {
    return number % 100 == 0 ? "failed" : number % 3 == 0 ? "pending" : "paid";
  }

  private static boolean passes(String filter, long number) {
    for (String part : filter.isEmpty() ? new String[0] : filter.split("&", -1)) {
      var value = part.substring(part.indexOf('=') + 1);
      boolean passes =
          switch (part.substring(0, part.indexOf('='))) {
            case "status" -> status(number).equalsIgnoreCase(value);
            case "code" -> value.equals("PED-" + number % CODES);
            case "created_since" -> number >= second(value);
            case "created_until" -> number <= second(value) + (value.length() == 16 ? 59 : 0);
            default -> throw new IllegalArgumentException(part);
          };
      if (!passes) {
        return false;
      }
    }
    return true;
  }

  private static long second(String time) {
    if (time.startsWith("2027")) {
      return Long.MAX_VALUE / 2;
    }
    var parts = time.substring(11).replace("Z", "").split(":", -1);
    return Long.parseLong(parts[1]) * 60 + (parts.length == 3 ? Long.parseLong(parts[2]) : 0);
  }
}
