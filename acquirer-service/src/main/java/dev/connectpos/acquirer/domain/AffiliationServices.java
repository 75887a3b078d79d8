package dev.connectpos.acquirer.domain;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services that an affiliation has.
 *
 * @param softDescriptorMaxLength of a sale online: {@value #GATEWAY}, or {@value #PSP} where the
 *     statement names a payment service provider too; a terminal's has {@value #TERMINAL} always
 */
public record AffiliationServices(
    boolean softDescriptor,
    int softDescriptorMaxLength,
    boolean zeroDollar,
    boolean preAuthorization,
    boolean print) {
  /** The longest soft descriptor of a sale online. */
  public static final int GATEWAY = 22;

  /** The same behind a payment service provider. */
  public static final int PSP = 13;

  /** The longest soft descriptor of a sale at a terminal. */
  public static final int TERMINAL = 14;

  /** What an affiliation has before anybody switches anything. */
  public static final AffiliationServices USUAL =
      new AffiliationServices(false, GATEWAY, false, true, true);

  /** Told when a sale asks for what its affiliation has not: the function is not supported. */
  private static final String RETURN_CODE = "1015";

  private static final String TOO_LONG = "soft_descriptor_too_long";

  /**
   * @throws IllegalArgumentException if the length is none of the two
   */
  public AffiliationServices {
    if (softDescriptorMaxLength != GATEWAY && softDescriptorMaxLength != PSP) {
      throw new IllegalArgumentException("max_length is " + PSP + " or " + GATEWAY);
    }
  }

  /** Whether a service is there. */
  public boolean has(AffiliationService service) {
    return switch (service) {
      case SOFT_DESCRIPTOR -> softDescriptor;
      case ZERO_DOLLAR -> zeroDollar;
      case PRE_AUTHORIZATION -> preAuthorization;
      case PRINT -> print;
    };
  }

  /**
   * The same with a service switched.
   *
   * @param maxLength of soft descriptors
   */
  public AffiliationServices with(AffiliationService service, boolean enabled, int maxLength) {
    return switch (service) {
      case SOFT_DESCRIPTOR ->
          new AffiliationServices(enabled, maxLength, zeroDollar, preAuthorization, print);
      case ZERO_DOLLAR ->
          new AffiliationServices(softDescriptor, maxLength, enabled, preAuthorization, print);
      case PRE_AUTHORIZATION ->
          new AffiliationServices(softDescriptor, maxLength, zeroDollar, enabled, print);
      case PRINT ->
          new AffiliationServices(softDescriptor, maxLength, zeroDollar, preAuthorization, enabled);
    };
  }

  /** Why a sale is refused that asks for a service which is not there. */
  public Optional<Refusal> refusal(PaymentTerms terms) {
    String descriptor = terms.softDescriptor();
    if (descriptor != null && !softDescriptor) {
      return Optional.of(new Refusal(RETURN_CODE, AffiliationService.SOFT_DESCRIPTOR.missing()));
    }
    if (descriptor != null
        && terms.channel() instanceof Channel.Online
        && descriptor.length() > softDescriptorMaxLength) {
      return Optional.of(new Refusal(RETURN_CODE, TOO_LONG));
    }
    return terms.operation() == OperationType.PRE_AUTH && !preAuthorization
        ? Optional.of(new Refusal(RETURN_CODE, AffiliationService.PRE_AUTHORIZATION.missing()))
        : Optional.empty();
  }

  /** What the shopkeeper is to do about such a refusal; empty if it is none. */
  public static Optional<String> guidance(Refusal refusal) {
    if (refusal.cause().equals(TOO_LONG)) {
      return Optional.of("Texto do serviço soft_descriptor longo demais para esta afiliação.");
    }
    return Stream.of(AffiliationService.values())
        .filter(service -> service.missing().equals(refusal.cause()))
        .findFirst()
        .map(
            service ->
                "Serviço "
                    + service.word()
                    + " não habilitado para esta afiliação. Peça a habilitação ao credenciador.");
  }
}
