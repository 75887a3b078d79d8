package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PrintId;
import org.jspecify.annotations.Nullable;

/**
 * How a document stands, as its terminal tells.
 *
 * @param status queued, printing, printed or failed
 * @param reason why it failed; null if it did not, or nobody knows
 */
public record PrintNews(
    PrintId id, AccountId account, OrderId order, String status, @Nullable String reason) {}
