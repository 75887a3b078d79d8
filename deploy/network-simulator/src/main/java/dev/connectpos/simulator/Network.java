package dev.connectpos.simulator;

import dev.connectpos.iso8583.Field;
import dev.connectpos.iso8583.Host;
import dev.connectpos.iso8583.Message;
import dev.connectpos.simulator.NetworkBook.Decided;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A card network that behaves as one: it decides by its own {@link Script}, keeps its own book, and
 * answers late or never when told to.
 */
final class Network implements Host.Responder {
  private static final System.Logger LOG = System.getLogger(Network.class.getName());

  private final NetworkBook book;
  private final Behaviour behaviour;
  private final Clock clock;

  Network(NetworkBook book, Behaviour behaviour, Clock clock) {
    this.book = book;
    this.behaviour = behaviour;
    this.clock = clock;
  }

  @Override
  public Optional<Message> answer(Message message) throws InterruptedException {
    try {
      Thread.sleep(behaviour.pace().latency());
      Optional<Message> answer = decide(message);
      return behaviour.losesAnswer() ? Optional.empty() : answer;
    } catch (MalformedRequestException | IllegalArgumentException | java.time.DateTimeException _) {
      // Without the cause, which may quote a field.
      LOG.log(Level.WARNING, "malformed: {0}", message);
      return Optional.of(message.answer(ActionCodes.FORMAT_ERROR));
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "not answered: " + message, e);
      return Optional.empty();
    }
  }

  private Optional<Message> decide(Message message) throws InterruptedException {
    var request = new Request(message);
    return switch (message.type()) {
      case AUTHORIZATION_REQUEST ->
          request.isVerification() ? verify(message, request) : authorize(message, request);
      case FINANCIAL_REQUEST -> Optional.of(message.answer(cancel(request)));
      case REVERSAL_ADVICE, REVERSAL_REPEAT -> Optional.of(message.answer(reverse(request)));
      case ADMINISTRATIVE_REQUEST -> Optional.of(enquire(message, request));
      default -> Optional.empty();
    };
  }

  private Optional<Message> authorize(Message message, Request request)
      throws InterruptedException {
    Script script = script(request);
    return switch (script.manner()) {
      case PROMPT -> Optional.of(answer(message, decide(request, script)));
      case SLOW -> {
        Decided decided = decide(request, script);
        Thread.sleep(behaviour.pace().slow());
        yield Optional.of(answer(message, decided));
      }
      case ANSWER_LOST -> {
        decide(request, script);
        yield Optional.empty();
      }
      case REQUEST_LOST -> Optional.empty();
      case PROCESSING -> {
        decide(request, script);
        yield Optional.of(keepInTheAir(message, request));
      }
      case PROCESSING_LOST -> Optional.of(keepInTheAir(message, request));
      case UNREACHABLE -> Optional.of(message.answer(ActionCodes.NOT_FORWARDED));
    };
  }

  private Message keepInTheAir(Message message, Request request) {
    Duration processing = behaviour.pace().processing();
    book.keepInTheAir(request.reference(), clock.instant().plus(processing));
    return message.answer(ActionCodes.IN_PROGRESS);
  }

  private Message enquire(Message message, Request request) {
    if (book.isInTheAir(request.reference(), clock.instant())) {
      return message.answer(ActionCodes.IN_PROGRESS);
    }
    return book.find(request.reference())
        .map(
            decided ->
                message
                    .answer(ActionCodes.FOUND)
                    .with(Field.FOUND_ACTION, decided.action())
                    .with(Field.APPROVAL, decided.approval()))
        .orElseGet(() -> message.answer(ActionCodes.NOT_FOUND));
  }

  private String reverse(Request request) {
    var released = book.release(request.reference());
    int ignored = Script.ofAmount(released.amountMinor()).advicesIgnored();
    return released.advices() > ignored ? ActionCodes.REVERSED : ActionCodes.IN_PROGRESS;
  }

  /** By the cents of the original amount; what was done already is done, whatever they say. */
  private String cancel(Request request) {
    var cancellation =
        new NetworkBook.Cancellation(
            request.reference(), request.request(), request.isVoid(), request.amountMinor());
    return switch (book.cancel(cancellation)) {
      case NetworkBook.Accepted(int attempts, long scriptMinor) ->
          attempts <= Script.ofAmount(scriptMinor).cancelling().untold()
              ? ActionCodes.IN_PROGRESS
              : ActionCodes.APPROVED;
      case NetworkBook.Rejected(var action) -> action;
    };
  }

  private Optional<Message> verify(Message message, Request request) {
    if (Script.refusesCode(request.securityCode())) {
      return Optional.of(message.answer(ActionCodes.WRONG_CODE));
    }
    if (isExpired(request)) {
      return Optional.of(message.answer(ActionCodes.EXPIRED));
    }
    Script script = Script.verification(request.card());
    return script.manner() == Script.Manner.REQUEST_LOST
        ? Optional.empty()
        : Optional.of(message.answer(script.action()));
  }

  /** An expired card is refused whatever the amount, except those that always do the same. */
  private Script script(Request request) {
    if (Script.refusesCode(request.securityCode())) {
      return new Script(Script.Manner.PROMPT, ActionCodes.WRONG_CODE);
    }
    if (!Script.knows(request.card()) && isExpired(request)) {
      return new Script(Script.Manner.PROMPT, ActionCodes.EXPIRED);
    }
    return request.isOnlineOnTest()
        ? Script.onlineOnTest(request.card())
        : Script.of(request.card(), request.amountMinor());
  }

  private boolean isExpired(Request request) {
    return request.expiry().isBefore(YearMonth.now(clock.withZone(ZoneOffset.UTC)));
  }

  private Decided decide(Request request, Script script) {
    return book.decide(
        new NetworkBook.Asked(
            request.reference(),
            request.amountMinor(),
            request.currency(),
            request.descriptor(),
            request.isOnlineOnTest()),
        script.action());
  }

  private static Message answer(Message message, Decided decided) {
    return message.answer(decided.action()).with(Field.APPROVAL, decided.approval());
  }
}
