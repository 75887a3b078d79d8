package dev.connectpos.terminal.application;

import dev.connectpos.terminal.application.AccountStore.WrongCodes;
import dev.connectpos.terminal.application.PairingStore.Pairing;
import dev.connectpos.terminal.application.TerminalStore.Credential;
import dev.connectpos.terminal.domain.AccountId;
import dev.connectpos.terminal.domain.Activation;
import dev.connectpos.terminal.domain.PairingId;
import dev.connectpos.terminal.domain.Terminal;
import dev.connectpos.terminal.domain.TerminalEvent;
import dev.connectpos.terminal.domain.TerminalId;
import dev.connectpos.terminal.domain.TerminalMode;
import dev.connectpos.terminal.domain.TerminalModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How a terminal comes to belong to an account (feature T1): it shows a code, an operator claims
 * the code for the account, the terminal fetches its credential.
 */
@ApplicationScoped
public class PairTerminals {
  static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
  static final int MAX_PAIRINGS_PER_SERIAL = 5;
  static final int MAX_WRONG_CODES = 10;
  static final Duration WRONG_CODE_WINDOW = Duration.ofMinutes(1);

  private final AccountStore accounts;
  private final PairingStore pairings;
  private final TerminalStore terminals;
  private final TerminalEvents events;
  private final Ids ids;
  private final Clock clock;

  PairTerminals(
      AccountStore accounts,
      PairingStore pairings,
      TerminalStore terminals,
      TerminalEvents events,
      Ids ids,
      Clock clock) {
    this.accounts = accounts;
    this.pairings = pairings;
    this.terminals = terminals;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** A pairing as the terminal gets it; the only time that the secret is seen. */
  public record Issued(PairingId id, String code, String secret, Instant expiresAt) {}

  /** What a claim of a code came to. */
  public sealed interface Registration {
    /** The terminal is the account's, from now on or already. */
    record Registered(Terminal terminal) implements Registration {}

    /** Nothing was changed. */
    record Refused(RegistrationRefusal reason) implements Registration {}
  }

  /** Why a claim is refused; the first that applies wins. */
  public enum RegistrationRefusal {
    UNKNOWN_ACCOUNT,
    TOO_MANY_WRONG_CODES,
    /** No such code, or it ran out, or another account has used it. */
    UNKNOWN_CODE,
    SERIAL_OF_ANOTHER_ACCOUNT,
    /** The terminal is this account's already, in the other mode. */
    REGISTERED_IN_ANOTHER_MODE
  }

  /** How far a pairing is. */
  public sealed interface Progress {
    /** Nobody has claimed the code yet. */
    record Waiting() implements Progress {}

    /** A fresh credential; any earlier one is void. */
    record Paired(TerminalId terminal, String credential) implements Progress {}

    /** No such pairing, a wrong secret, or it ran out. */
    record Unknown() implements Progress {}

    /** The terminal has connected with the credential of this pairing, so it has it. */
    record Finished() implements Progress {}
  }

  /**
   * Begins a pairing. Anybody may, for any serial number: the oldest unclaimed code gives way to
   * the newest, so that nobody can use a terminal's codes up.
   */
  @Transactional
  public Issued request(String serialNumber, TerminalModel model, String appVersion) {
    Instant now = clock.instant();
    pairings.dropExpired(now);
    pairings.keepNewest(serialNumber, MAX_PAIRINGS_PER_SERIAL - 1);
    String secret = ids.secret();
    Pairing pairing;
    do {
      pairing =
          new Pairing(
              ids.pairing(),
              serialNumber,
              model,
              appVersion,
              ids.pairingCode(),
              SecretHash.of(secret),
              null,
              now,
              now.plus(CODE_LIFETIME));
    } while (!pairings.add(pairing));
    return new Issued(pairing.id(), pairing.code(), secret, pairing.expiresAt());
  }

  /** Claims a code for an account. Claiming it again for the same account answers the same. */
  @Transactional
  public Registration register(AccountId account, String code, TerminalMode mode) {
    return claim(account, code, known -> known.mode() == mode, mode);
  }

  /** The same for a terminal that takes another's place, in whichever mode it was before. */
  @Transactional
  Registration registerSuccessor(AccountId account, String code, TerminalMode mode) {
    return claim(account, code, _ -> true, mode);
  }

  /** The terminal of the account that a code has led to, while the code is still known. */
  Optional<Terminal> claimed(AccountId account, String code) {
    return pairings
        .lockByCode(code.strip().toUpperCase(Locale.ROOT))
        .map(Pairing::terminal)
        .flatMap(terminals::find)
        .filter(terminal -> terminal.accountId().equals(account));
  }

  private Registration claim(
      AccountId account, String code, Predicate<Terminal> taken, TerminalMode mode) {
    Instant now = clock.instant();
    Optional<WrongCodes> wrong = accounts.lock(account);
    if (wrong.isEmpty()) {
      return new Registration.Refused(RegistrationRefusal.UNKNOWN_ACCOUNT);
    }
    WrongCodes recent = recent(wrong.get(), now);
    if (recent.count() >= MAX_WRONG_CODES) {
      return new Registration.Refused(RegistrationRefusal.TOO_MANY_WRONG_CODES);
    }
    Optional<Pairing> pairing =
        pairings
            .lockByCode(code.strip().toUpperCase(Locale.ROOT))
            .filter(p -> now.isBefore(p.expiresAt()))
            .filter(p -> isFreeOrOf(account, p));
    if (pairing.isEmpty()) {
      accounts.save(account, new WrongCodes(recent.count() + 1, recent.since()));
      return new Registration.Refused(RegistrationRefusal.UNKNOWN_CODE);
    }
    return claim(account, pairing.get(), taken, mode);
  }

  private Registration claim(
      AccountId account, Pairing pairing, Predicate<Terminal> taken, TerminalMode mode) {
    Instant now = clock.instant();
    Optional<Terminal> known = terminals.lockBySerial(pairing.serialNumber());
    if (known.isEmpty()) {
      Terminal added = newTerminal(account, pairing, mode, now);
      if (terminals.add(added, pairing.id())) {
        pairings.lead(pairing.id(), added.id());
        stateRegistered(added, pairing, now);
        return new Registration.Registered(added);
      }
      // Another claim for the same serial number won the race; its row decides.
      known = terminals.lockBySerial(pairing.serialNumber());
    }
    Terminal terminal = known.orElseThrow();
    if (!terminal.accountId().equals(account)) {
      return new Registration.Refused(RegistrationRefusal.SERIAL_OF_ANOTHER_ACCOUNT);
    }
    if (terminal.isReplaced()) {
      if (pairing.terminal() != null) {
        return new Registration.Refused(RegistrationRefusal.UNKNOWN_CODE);
      }
      // Mended, or needed again: what took its place stays as well.
      terminal = terminal.revived().as(new Activation(true, mode));
      terminals.replace(terminal);
      stateRegistered(terminal, pairing, now);
    } else if (!taken.test(terminal)) {
      return new Registration.Refused(RegistrationRefusal.REGISTERED_IN_ANOTHER_MODE);
    }
    if (pairing.terminal() == null) {
      // The terminal was reset: it may fetch a new credential, the old one is good until it does.
      Credential credential = credentialOf(terminal.id());
      terminals.save(
          terminal.id(),
          new Credential(
              pairing.id(), credential.issuedBy(), credential.hash(), credential.used()));
      pairings.lead(pairing.id(), terminal.id());
    }
    return new Registration.Registered(terminal);
  }

  private Terminal newTerminal(AccountId account, Pairing pairing, TerminalMode mode, Instant now) {
    return new Terminal(
        ids.terminal(),
        account,
        pairing.serialNumber(),
        pairing.model(),
        new Activation(true, mode),
        now,
        0,
        false,
        null,
        null,
        null,
        null);
  }

  private void stateRegistered(Terminal terminal, Pairing pairing, Instant at) {
    events.state(
        new TerminalEvents.Fact(
            terminal,
            terminals.nextEventVersion(terminal.id()),
            new TerminalEvent.Registered(),
            at,
            Cause.of(pairing.id().value())));
  }

  private boolean isFreeOrOf(AccountId account, Pairing pairing) {
    TerminalId led = pairing.terminal();
    return led == null || terminals.find(led).stream().anyMatch(t -> t.accountId().equals(account));
  }

  private static WrongCodes recent(WrongCodes wrong, Instant now) {
    Instant since = wrong.since();
    boolean old = since == null || !now.isBefore(since.plus(WRONG_CODE_WINDOW));
    return old ? new WrongCodes(0, now) : wrong;
  }

  /** What the terminal asks while it shows its code. */
  @Transactional
  public Progress progress(PairingId id, String secret) {
    Optional<Pairing> found =
        pairings.find(id).filter(p -> SecretHash.matches(secret, p.secretHash()));
    if (found.isEmpty()) {
      return new Progress.Unknown();
    }
    TerminalId led = found.get().terminal();
    if (led == null) {
      boolean open = clock.instant().isBefore(found.get().expiresAt());
      return open ? new Progress.Waiting() : new Progress.Unknown();
    }
    terminals.lock(led);
    Credential credential = credentialOf(led);
    boolean superseded = !credential.pairing().equals(id);
    if (superseded || (credential.used() && id.equals(credential.issuedBy()))) {
      return new Progress.Finished();
    }
    String fresh = led.value() + "." + ids.secret();
    terminals.save(led, new Credential(id, id, SecretHash.of(fresh), false));
    return new Progress.Paired(led, fresh);
  }

  private Credential credentialOf(TerminalId id) {
    return terminals
        .credential(id)
        .orElseThrow(() -> new IllegalStateException("terminal vanished: " + id));
  }

  /** Terminals of an account, the oldest first. */
  @Transactional
  public List<Terminal> ofAccount(AccountId account) {
    return terminals.ofAccount(account);
  }

  /** One terminal of an account, by its id or its serial number. */
  @Transactional
  public Optional<Terminal> find(AccountId account, String idOrSerial) {
    return terminals.ofAccount(account).stream()
        .filter(t -> t.id().value().equals(idOrSerial) || t.serialNumber().equals(idOrSerial))
        .findFirst();
  }

  /** One terminal. */
  @Transactional
  public Optional<Terminal> find(TerminalId id) {
    return terminals.find(id);
  }
}
