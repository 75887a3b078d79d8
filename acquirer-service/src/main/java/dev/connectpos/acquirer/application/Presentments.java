package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.PresentmentStore.Presentment;
import dev.connectpos.acquirer.domain.AttemptId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** The claim check for card data: it is handed over once, and never passes through Kafka. */
@ApplicationScoped
public class Presentments {
  private final PresentmentStore store;
  private final Ids ids;
  private final PaymentSettings settings;
  private final Clock clock;

  Presentments(PresentmentStore store, Ids ids, PaymentSettings settings, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What the terminal's payment has to name.
   *
   * @param reference one use
   * @param expiresAt of no use from then on
   */
  public record Ticket(String reference, Instant expiresAt) {}

  /** Keeps a sealed card for one attempt of one terminal. */
  @Transactional
  public Ticket accept(AttemptId attemptId, String terminalSerial, SealedCard card) {
    String reference = ids.presentmentReference();
    Instant expiresAt = clock.instant().plus(settings.timing().presentmentLifetime());
    store.add(new Presentment(reference, attemptId, terminalSerial, card, expiresAt));
    return new Ticket(reference, expiresAt);
  }

  /** Deletes what nobody came for. */
  @Transactional
  public int reap() {
    return store.reap(clock.instant());
  }
}
