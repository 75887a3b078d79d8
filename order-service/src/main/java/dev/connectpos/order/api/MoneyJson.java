package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.connectpos.order.application.MerchantMoney;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the acquirer owes a merchant, as the incumbent answers it. Amounts are centavos. */
final class MoneyJson {
  private MoneyJson() {}

  /** What the account has. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Balance(
      String currency, long availableAmount, long waitingFundsAmount, long transferredAmount) {

    static Balance of(MerchantMoney.Balance balance) {
      return new Balance(
          balance.currency(),
          balance.availableMinor(),
          balance.waitingFundsMinor(),
          balance.transferredMinor());
    }
  }

  /**
   * One payable. Its id is text even where it is a number, for SDKs insist.
   *
   * @param paymentDate a day, as the instant at which it begins: an SDK takes no bare day
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Payable(
      String id,
      String status,
      long amount,
      long fee,
      long anticipationFee,
      long fraudCoverageFee,
      int installment,
      @Nullable String chargeId,
      String paymentDate,
      String type,
      String paymentMethod,
      String accrualAt,
      String createdAt) {

    static Payable of(dev.connectpos.order.application.Payable payable) {
      var charge = payable.charge();
      return new Payable(
          payable.id(),
          payable.status(),
          payable.amountMinor(),
          payable.feeMinor(),
          0,
          0,
          payable.installment(),
          charge == null ? null : charge.value(),
          Timestamps.of(payable.paymentDate().atStartOfDay().toInstant(ZoneOffset.UTC)),
          payable.type(),
          payable.paymentMethod(),
          Timestamps.of(payable.accrualAt()),
          Timestamps.of(payable.createdAt()));
    }
  }

  /** A page of them. */
  record Page(List<Payable> data, Paging paging) {

    static Page of(MerchantMoney.Page page) {
      return new Page(
          page.payables().stream().map(Payable::of).toList(), new Paging(page.forwardCursor()));
    }
  }

  /**
   * Where it stands.
   *
   * @param forwardCursor where the next page begins; left out on the last one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Paging(@Nullable String forwardCursor) {}
}
