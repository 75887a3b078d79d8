package dev.connectpos.order.application;

import dev.connectpos.order.application.ListStore.Period;
import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.PaymentId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the acquirer owes merchants, by its own books. Every call throws {@link
 * PeerUnreachableException} if nobody can tell.
 */
public interface MerchantMoney {

  /** What an account has, in minor units. */
  record Balance(
      String currency, long availableMinor, long waitingFundsMinor, long transferredMinor) {}

  /**
   * Which payables; null leaves none out.
   *
   * @param firstDay of the payment dates
   * @param lastDay of the payment dates, too
   */
  record Filter(
      @Nullable PaymentId payment,
      @Nullable String status,
      @Nullable String type,
      @Nullable Integer installment,
      @Nullable LocalDate firstDay,
      @Nullable LocalDate lastDay,
      Period created) {}

  /**
   * A page.
   *
   * @param forwardCursor where the next one begins; null: this is the last
   */
  record Page(List<Payable> payables, @Nullable String forwardCursor) {
    public Page {
      payables = List.copyOf(payables);
    }
  }

  /** What the account has. */
  Heard<Balance> balance(AccountId account);

  /**
   * A page of its payables.
   *
   * @param cursor null: the first
   */
  Heard<Page> payables(AccountId account, Filter filter, @Nullable String cursor, int size);

  /** One of them. */
  Heard<Payable> payable(AccountId account, String id);
}
