package dev.connectpos.acquirer.host;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.domain.PaymentOrigin;
import dev.connectpos.acquirer.domain.ReturnCodes;
import dev.connectpos.acquirer.host.NetworkBook.Decided;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * A card network that behaves as one: it decides by its own {@link Script}, keeps its own book, and
 * answers late or never when told to. Stands where a real host connection will.
 */
@ApplicationScoped
class SimulatedCardNetwork implements CardNetwork {
  /** Longer than anybody listens; the caller interrupts it then. */
  private static final Duration FOREVER = Duration.ofHours(1);

  private final NetworkBook book;
  private final SimulatorSettings settings;
  private final Clock clock;

  SimulatedCardNetwork(NetworkBook book, SimulatorSettings settings, Clock clock) {
    this.book = book;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public Answer authorize(AuthorizationRequest request) {
    Script script = script(request);
    pause(settings.latency());
    return switch (script.manner()) {
      case PROMPT -> answer(decide(request, script));
      case SLOW -> {
        Decided decided = decide(request, script);
        pause(settings.slow());
        yield answer(decided);
      }
      case ANSWER_LOST -> {
        decide(request, script);
        pause(FOREVER);
        yield new Unclear();
      }
      case REQUEST_LOST -> {
        pause(FOREVER);
        yield new Unclear();
      }
      case PROCESSING -> {
        decide(request, script);
        yield keepInTheAir(request);
      }
      case PROCESSING_LOST -> keepInTheAir(request);
      case UNREACHABLE -> new NotDone();
    };
  }

  private Unclear keepInTheAir(AuthorizationRequest request) {
    book.keepInTheAir(request.reference().value(), clock.instant().plus(settings.processing()));
    return new Unclear();
  }

  @Override
  public Finding enquire(PaymentId reference) {
    pause(settings.latency());
    if (book.isInTheAir(reference.value(), clock.instant())) {
      return new Unclear();
    }
    return book.find(reference.value())
        .<Finding>map(
            decided ->
                decided.approved()
                    ? new Approved(decided.authorizationCode(), decided.returnCode())
                    : new Declined(decided.returnCode()))
        .orElseGet(NotFound::new);
  }

  @Override
  public boolean reverse(PaymentId reference, int advice) {
    pause(settings.latency());
    var released = book.release(reference.value());
    return released.advices() > Script.ofAmount(released.amountMinor()).advicesIgnored();
  }

  /** By the cents of the original amount; what was done already is done, whatever they say. */
  @Override
  public CancelAnswer cancel(CancellationRequest request) {
    pause(settings.latency());
    return switch (book.cancel(request)) {
      case NetworkBook.Accepted(int attempts, long scriptMinor) ->
          attempts <= Script.ofAmount(scriptMinor).cancelling().answersLost()
              ? new Unclear()
              : new Canceled();
      case NetworkBook.Rejected(var code) -> new CancelRefused(code);
    };
  }

  @Override
  public Verification verify(Affiliate affiliate, PresentedCard card) {
    pause(settings.latency());
    if (Script.refusesCode(card.securityCode())) {
      return new Declined(Script.WRONG_CODE);
    }
    if (isExpired(card)) {
      return new Declined(Script.EXPIRED);
    }
    Script script = Script.verification(card.number());
    if (script.manner() == Script.Manner.REQUEST_LOST) {
      pause(FOREVER);
      return new Unclear();
    }
    return ReturnCodes.of(script.returnCode()).approves()
        ? new Verified()
        : new Declined(script.returnCode());
  }

  /** An expired card is refused whatever the amount, except those that always do the same. */
  private Script script(AuthorizationRequest request) {
    var card = request.card();
    if (Script.refusesCode(card.securityCode())) {
      return new Script(Script.Manner.PROMPT, Script.WRONG_CODE);
    }
    if (!Script.knows(card.number()) && isExpired(card)) {
      return new Script(Script.Manner.PROMPT, Script.EXPIRED);
    }
    return isByCard(request)
        ? Script.onlineOnTest(card.number())
        : Script.of(card.number(), request.amount().minor());
  }

  private static boolean isByCard(AuthorizationRequest request) {
    return request.origin() == PaymentOrigin.ONLINE && request.affiliate().test();
  }

  private boolean isExpired(PresentedCard card) {
    return card.expiry().isBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)));
  }

  private Decided decide(AuthorizationRequest request, Script script) {
    boolean approved = ReturnCodes.of(script.returnCode()).approves();
    return book.decide(
        new NetworkBook.Asked(
            request.reference().value(),
            request.amount().minor(),
            request.amount().currency().name(),
            request.softDescriptor(),
            isByCard(request)),
        new Decided(approved, script.returnCode(), ""));
  }

  private static Answer answer(Decided decided) {
    return decided.approved()
        ? new Approved(decided.authorizationCode(), decided.returnCode())
        : new Declined(decided.returnCode());
  }

  private static void pause(Duration duration) {
    if (duration.isZero()) {
      return;
    }
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the caller gave up", e);
    }
  }
}
