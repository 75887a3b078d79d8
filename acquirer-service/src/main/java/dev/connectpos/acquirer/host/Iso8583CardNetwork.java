package dev.connectpos.acquirer.host;

import dev.connectpos.acquirer.application.AffiliationStore.Affiliate;
import dev.connectpos.acquirer.application.CardNetwork;
import dev.connectpos.acquirer.application.PresentedCard;
import dev.connectpos.acquirer.domain.PaymentId;
import dev.connectpos.acquirer.host.ActionCodes.No;
import dev.connectpos.acquirer.host.ActionCodes.Nothing;
import dev.connectpos.acquirer.host.ActionCodes.Unknown;
import dev.connectpos.acquirer.host.ActionCodes.Yes;
import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Link;
import dev.connectpos.iso8583.LinkObserver;
import dev.connectpos.iso8583.Message;
import dev.connectpos.iso8583.NoAnswerException;
import dev.connectpos.iso8583.NotSentException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A card network that speaks ISO 8583, over one line that all calls share. What was certainly not
 * sent is not done, or must be tried again; whatever else goes wrong is unclear.
 */
@ApplicationScoped
public class Iso8583CardNetwork implements CardNetwork {
  private static final Logger LOG = Logger.getLogger(Iso8583CardNetwork.class);

  /** System malfunction, time-out of the issuer, unspecified. */
  private static final Set<String> IN_TROUBLE = Set.of("909", "911", "999");

  private static final String REVERSED = "400";
  private static final String FOUND = "600";
  private static final String NOT_FOUND = "914";

  private final Link link;
  private final Duration limit;
  private final Duration patience;
  private volatile boolean up;

  Iso8583CardNetwork(HostSettings settings, Clock clock) {
    this.link = new Link(settings.link(), clock, new Log());
    this.limit = settings.timeLimit();
    this.patience = settings.timeLimit().plus(settings.maxLateness());
  }

  void start(@Observes Startup event) {
    link.open();
  }

  @PreDestroy
  void stop() {
    link.close();
  }

  /** Whether there is a line to the network. */
  public boolean isUp() {
    return up;
  }

  /** Listens as long as an answer may come; the caller stops waiting earlier. */
  @Override
  public Answer authorize(AuthorizationRequest request) {
    try {
      return answer(call(Requests.authorization(request), patience));
    } catch (NotSentException e) {
      LOG.warnf("payment %s: not sent, %s", request.reference(), e.getMessage());
      return new NotDone();
    } catch (NoAnswerException e) {
      LOG.warnf("payment %s: %s", request.reference(), e.getMessage());
      return new Unclear();
    }
  }

  @Override
  public Finding enquire(PaymentId reference) {
    try {
      return finding(call(Requests.enquiry(reference), limit));
    } catch (NotSentException | NoAnswerException e) {
      LOG.warnf("payment %s: no answer to the enquiry, %s", reference, e.getMessage());
      return new Unclear();
    }
  }

  @Override
  public boolean reverse(PaymentId reference, boolean repeat) {
    try {
      return call(Requests.reversal(reference, repeat), limit).text(Field.ACTION).equals(REVERSED);
    } catch (NotSentException | NoAnswerException e) {
      LOG.warnf("payment %s: the advice is not acknowledged, %s", reference, e.getMessage());
      return false;
    }
  }

  /** Listens as long as an answer may come, as {@link #authorize} does. */
  @Override
  public CancelAnswer cancel(CancellationRequest request) {
    try {
      return cancelAnswer(call(Requests.cancellation(request), patience));
    } catch (NotSentException _) {
      return new NotDone();
    } catch (NoAnswerException e) {
      LOG.warnf("payment %s: %s", request.reference(), e.getMessage());
      return new Unclear();
    }
  }

  @Override
  public Verification verify(Affiliate affiliate, PresentedCard card) {
    try {
      return verification(call(Requests.verification(affiliate, card), limit));
    } catch (NotSentException _) {
      return new NotDone();
    } catch (NoAnswerException e) {
      LOG.warnf("a verification: %s", e.getMessage());
      return new Unclear();
    }
  }

  private Message call(Message request, Duration within)
      throws NotSentException, NoAnswerException {
    try {
      return link.call(request, within);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the caller gave up", e);
    }
  }

  /** An approval without a code is nonsense, and nonsense is unclear. */
  static Answer answer(Message message) {
    return switch (ActionCodes.of(message.text(Field.ACTION))) {
      case Yes(var returnCode) ->
          message
              .find(Field.APPROVAL)
              .<Answer>map(approval -> new Approved(approval, returnCode))
              .orElseGet(Unclear::new);
      case No(var returnCode) -> new Declined(returnCode);
      case Nothing _ -> new NotDone();
      case Unknown _ -> new Unclear();
    };
  }

  static Finding finding(Message message) {
    return switch (message.text(Field.ACTION)) {
      case NOT_FOUND -> new NotFound();
      case FOUND -> found(message);
      default -> new Unclear();
    };
  }

  private static Finding found(Message message) {
    return switch (ActionCodes.of(message.text(Field.FOUND_ACTION))) {
      case Yes(var returnCode) ->
          message
              .find(Field.APPROVAL)
              .<Finding>map(approval -> new Approved(approval, returnCode))
              .orElseGet(Unclear::new);
      case No(var returnCode) -> new Declined(returnCode);
      case Nothing _, Unknown _ -> new Unclear();
    };
  }

  /** A code of trouble does not tell what was done; the same request may be asked again. */
  static CancelAnswer cancelAnswer(Message message) {
    String action = message.text(Field.ACTION);
    if (IN_TROUBLE.contains(action)) {
      return new Unclear();
    }
    return switch (ActionCodes.of(action)) {
      case Yes _ -> new Canceled();
      case No(var returnCode) -> new CancelRefused(returnCode);
      case Nothing _ -> new NotDone();
      case Unknown _ -> new Unclear();
    };
  }

  static Verification verification(Message message) {
    return switch (ActionCodes.of(message.text(Field.ACTION))) {
      case Yes _ -> new Verified();
      case No(var returnCode) -> new Declined(returnCode);
      case Nothing _ -> new NotDone();
      case Unknown _ -> new Unclear();
    };
  }

  /** Says how the line is. */
  private final class Log implements LinkObserver {

    @Override
    public void up() {
      up = true;
      LOG.info("there is a line to the card network");
    }

    @Override
    public void down(String why) {
      up = false;
      LOG.warnf("the card network: %s", why);
    }

    @Override
    public void unexpected(Message answer) {
      LOG.infof("an answer that nobody waits for: %s", answer);
    }
  }
}
