package dev.connectpos.acquirer.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectpos.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A7, A8, A13: what an affiliation has not is refused, and each limit to the character. */
class AffiliationServicesTest {
  private static final Channel TERMINAL =
      new Channel.Terminal("term_1", "6C568971", "chip", PaymentOrigin.ORDER);
  private static final Channel ONLINE = new Channel.Online();
  private static final AffiliationServices WITH_DESCRIPTOR =
      AffiliationServices.USUAL.with(
          AffiliationService.SOFT_DESCRIPTOR, true, AffiliationServices.GATEWAY);

  @Test
  void nothingIsAskedForAndNothingRefused() {
    assertThat(AffiliationServices.USUAL.refusal(terms(ONLINE, OperationType.AUTH_ONLY, null)))
        .isEmpty();
    assertThat(AffiliationServices.USUAL.refusal(terms(TERMINAL, OperationType.PRE_AUTH, null)))
        .isEmpty();
  }

  @Test
  void aSoftDescriptorIsRefusedWhereTheServiceIsOff() {
    var terms = terms(TERMINAL, OperationType.AUTH_AND_CAPTURE, "PADARIA");
    assertThat(AffiliationServices.USUAL.refusal(terms))
        .contains(new Refusal("1015", "soft_descriptor_not_enabled"));
    assertThat(WITH_DESCRIPTOR.refusal(terms)).isEmpty();
  }

  @Test
  void aPreAuthorizationIsRefusedWhereTheServiceIsOff() {
    var services =
        AffiliationServices.USUAL.with(
            AffiliationService.PRE_AUTHORIZATION, false, AffiliationServices.GATEWAY);
    assertThat(services.refusal(terms(ONLINE, OperationType.PRE_AUTH, null)))
        .contains(new Refusal("1015", "pre_authorization_not_enabled"));
    assertThat(services.refusal(terms(ONLINE, OperationType.AUTH_ONLY, null))).isEmpty();
  }

  @Test
  void aSoftDescriptorHasTwentyTwoCharactersThirteenBehindAProviderAndFourteenOnTerminals() {
    assertThat(refused(WITH_DESCRIPTOR, ONLINE, 22)).isEmpty();
    assertThatThrownBy(() -> refused(WITH_DESCRIPTOR, ONLINE, 23))
        .isInstanceOf(IllegalArgumentException.class);
    var behindProvider =
        WITH_DESCRIPTOR.with(AffiliationService.SOFT_DESCRIPTOR, true, AffiliationServices.PSP);
    assertThat(refused(behindProvider, ONLINE, 13)).isEmpty();
    assertThat(refused(behindProvider, ONLINE, 14))
        .contains(new Refusal("1015", "soft_descriptor_too_long"));
    assertThat(refused(behindProvider, TERMINAL, 14)).isEmpty();
    assertThat(refused(WITH_DESCRIPTOR, TERMINAL, 14)).isEmpty();
    assertThatThrownBy(() -> refused(WITH_DESCRIPTOR, TERMINAL, 15))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSoftDescriptorIsPrintableAscii() {
    assertThat(WITH_DESCRIPTOR.refusal(terms(ONLINE, OperationType.AUTH_AND_CAPTURE, "A B*~")))
        .isEmpty();
    for (String text : new String[] {"AÇAÍ", "A\tB", "A\u007F"}) {
      assertThatThrownBy(() -> terms(ONLINE, OperationType.AUTH_AND_CAPTURE, text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theShopkeeperIsToldTheServiceAndWhomToAsk() {
    assertThat(
            AffiliationServices.guidance(
                new Refusal("1015", AffiliationService.SOFT_DESCRIPTOR.missing())))
        .contains(
            "Serviço soft_descriptor não habilitado para esta afiliação. Peça a habilitação ao"
                + " credenciador.");
    assertThat(AffiliationServices.guidance(Refusal.byNetwork("1015"))).isEmpty();
  }

  @Test
  void everyServiceIsSwitchedAloneAndFoundByItsWord() {
    for (AffiliationService service : AffiliationService.values()) {
      boolean now = AffiliationServices.USUAL.has(service);
      var switched = AffiliationServices.USUAL.with(service, !now, AffiliationServices.GATEWAY);
      for (AffiliationService other : AffiliationService.values()) {
        assertThat(switched.has(other))
            .isEqualTo(AffiliationServices.USUAL.has(other) != (other == service));
      }
      assertThat(AffiliationService.of(service.word())).contains(service);
    }
    assertThat(AffiliationService.of("anticipation")).isEmpty();
    assertThatThrownBy(() -> new AffiliationServices(true, 14, false, true, true))
        .hasMessage("max_length is 13 or 22");
  }

  private static Optional<Refusal> refused(
      AffiliationServices services, Channel channel, int length) {
    return services.refusal(terms(channel, OperationType.AUTH_AND_CAPTURE, "A".repeat(length)));
  }

  private static PaymentTerms terms(
      Channel channel, OperationType operation, @Nullable String descriptor) {
    return new PaymentTerms(
        new PaymentId("pay_1"),
        new OrderId("or_1"),
        new AccountId("acc_1"),
        new AttemptId("attempt_1"),
        channel,
        Money.brl(100_00),
        new PaymentPlan(PaymentType.CREDIT, 1, InstallmentType.MERCHANT),
        operation,
        descriptor);
  }
}
