package dev.connectpos.order.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The services that an account has with the acquirer, as the acquirer states them (A13).
 *
 * @param softDescriptor whether it may set a soft descriptor (A8)
 * @param softDescriptorMaxLength of a payment over the API; of one on terminals it is 14
 * @param zeroDollar whether it may verify cards without a sale (A7)
 * @param preAuthorization whether it may have estimates held (A1)
 * @param print whether documents may be printed on its terminals (O10)
 */
public record AcquirerServices(
    boolean softDescriptor,
    int softDescriptorMaxLength,
    boolean zeroDollar,
    boolean preAuthorization,
    boolean print) {
  /** As the acquirer gives them to every affiliation, until it says something else. */
  public static final AcquirerServices USUAL = new AcquirerServices(false, 22, false, true, true);

  /** Why a sale on a terminal is refused that asks for a service which is not there. */
  Optional<OrderRejection> refusal(PaymentSetup setup) {
    return setup.statementDescriptor() != null && !softDescriptor
        ? Optional.of(OrderRejection.SOFT_DESCRIPTOR_NOT_ALLOWED)
        : refusal(setup.operationType());
  }

  /** Why a payment over the API is refused that asks for a service which is not there. */
  Optional<OrderRejection> refusal(NewCharge charge) {
    if (!(charge.asked().means() instanceof CardAsk ask)) {
      return Optional.empty();
    }
    return refusal(ask.terms().statementDescriptor(), ask.operationType());
  }

  /**
   * Why a payment over the API is refused that asks for a service which is not there.
   *
   * @param descriptor for the shopper's statement; null: none
   */
  public Optional<OrderRejection> refusal(@Nullable String descriptor, OperationType operation) {
    if (descriptor != null && !softDescriptor) {
      return Optional.of(OrderRejection.SOFT_DESCRIPTOR_NOT_ALLOWED);
    }
    return descriptor != null && descriptor.length() > softDescriptorMaxLength
        ? Optional.of(OrderRejection.SOFT_DESCRIPTOR_TOO_LONG)
        : refusal(operation);
  }

  private Optional<OrderRejection> refusal(OperationType operation) {
    return operation == OperationType.PRE_AUTH && !preAuthorization
        ? Optional.of(OrderRejection.PRE_AUTHORIZATION_NOT_ALLOWED)
        : Optional.empty();
  }
}
