package dev.connectpos.acquirer.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code payment}; {@link PaymentRowMapping} says what it means. */
@Entity
@Table(name = "payment")
@DynamicUpdate // Most columns never change; leaving them out keeps updates small.
class PaymentRow {
  @Id
  @Column(name = "payment_id")
  String paymentId;

  @Column(name = "order_id")
  String orderId;

  @Column(name = "account_id")
  String accountId;

  @Column(name = "attempt_id")
  String attemptId;

  @Column(name = "origin")
  String origin;

  @Column(name = "terminal_id")
  @Nullable String terminalId;

  @Column(name = "terminal_serial")
  @Nullable String terminalSerial;

  @Column(name = "entry_mode")
  @Nullable String entryMode;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "nsu")
  String nsu;

  @Column(name = "amount_minor")
  long amountMinor;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "currency")
  String currency;

  @Column(name = "payment_type")
  String paymentType;

  @Column(name = "installments")
  int installments;

  @Column(name = "installment_type")
  String installmentType;

  @Column(name = "operation")
  String operation;

  @Column(name = "soft_descriptor")
  @Nullable String softDescriptor;

  @Column(name = "state")
  String state;

  @Column(name = "card_brand")
  @Nullable String cardBrand;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "card_first_six")
  @Nullable String cardFirstSix;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "card_last_four")
  @Nullable String cardLastFour;

  @Column(name = "card_token")
  @Nullable String cardToken;

  @Column(name = "card_holder_name")
  @Nullable String cardHolderName;

  @Column(name = "card_funding")
  @Nullable String cardFunding;

  @JdbcTypeCode(SqlTypes.CHAR)
  @Column(name = "authorization_code")
  @Nullable String authorizationCode;

  @Column(name = "return_code")
  @Nullable String returnCode;

  @Column(name = "refusal_cause")
  @Nullable String refusalCause;

  @Column(name = "reversal_reason")
  @Nullable String reversalReason;

  @Column(name = "reversal_advice")
  @Nullable Integer reversalAdvice;

  @Column(name = "authorized_minor")
  long authorizedMinor;

  @Column(name = "captured_minor")
  long capturedMinor;

  @Column(name = "authorized_at")
  @Nullable Instant authorizedAt;

  @Column(name = "confirm_by")
  @Nullable Instant confirmBy;

  @Column(name = "capture_by")
  @Nullable Instant captureBy;

  @Column(name = "captured_at")
  @Nullable Instant capturedAt;

  @Column(name = "fee_minor")
  long feeMinor;

  @Column(name = "asked_minor")
  long askedMinor;

  @Column(name = "refunded_minor")
  long refundedMinor;

  @Column(name = "last_command_version")
  long lastCommandVersion;

  @Column(name = "last_charge_version")
  long lastChargeVersion;

  @Column(name = "event_version")
  long eventVersion;

  @Column(name = "correlation_id")
  String correlationId;

  @Column(name = "causation_id")
  UUID causationId;

  @Column(name = "instance")
  String instance;

  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "attempts")
  int attempts;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;
}
