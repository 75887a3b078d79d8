package dev.connectpos.order.domain;

import dev.connectpos.money.Money;
import java.time.Instant;

/** An earlier payment of a charge that came to nothing, before the PDV tried again. */
public record FailedTry(
    TransactionId id, PaymentId payment, Money amount, Failure failure, Instant at) {}
