package dev.connectpos.emulator.state;

import dev.connectpos.dukpt.BaseDerivationKey;
import dev.connectpos.dukpt.InitialKey;
import dev.connectpos.dukpt.InitialKeyId;
import dev.connectpos.dukpt.TransactionCounter;
import dev.connectpos.emulator.wire.ListedSale;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All a terminal keeps through a power cut. Immutable; each step is a new state, which a {@link
 * TerminalStore} makes durable before anything is done with it.
 *
 * @param serialNumber the terminal's own, printed on the device
 * @param model such as EMULATOR
 * @param initialKeyId which key was injected
 * @param initialKey the key, in hexadecimal
 * @param keyCounter the last transaction counter taken, 0 when none was
 * @param attemptCounter the last attempt number taken
 * @param pairing a pairing under way
 * @param terminalId the server's id of the terminal, once paired
 * @param credential the device credential, once paired
 * @param openAttempt the attempt whose outcome is not known
 * @param openCancellation the cancellation whose outcome is not known
 * @param lastPrint the last document that the printer began with
 * @param lastSale the last sale that a slip was printed of
 */
public record TerminalState(
    String serialNumber,
    String model,
    String initialKeyId,
    String initialKey,
    long keyCounter,
    long attemptCounter,
    @Nullable PendingPairing pairing,
    @Nullable String terminalId,
    @Nullable String credential,
    @Nullable OpenAttempt openAttempt,
    @Nullable OpenCancellation openCancellation,
    @Nullable LastPrint lastPrint,
    @Nullable LastSale lastSale) {

  private static final int PER_SERIES = 10_000;
  private static final long SERIES = 36L * 36 * 36 * 36 * 36 * 36;

  /**
   * A terminal fresh from key injection. Attempt numbers start at a random series, so that a
   * terminal whose state was lost does not repeat the attempt ids of its former life.
   */
  public static TerminalState injected(
      String serialNumber, String model, InitialKey key, SecureRandom random) {
    long firstAttempt = random.nextLong(SERIES) * PER_SERIES;
    return new TerminalState(
        serialNumber,
        model,
        key.id().hex(),
        key.exportHex(),
        0,
        firstAttempt,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /**
   * The same, doing the work of the key injection room: a key id never used before, and its key. A
   * second injection under one id would start its counter, and with it its keys, all over again.
   */
  public static TerminalState injected(
      String serialNumber, String model, BaseDerivationKey bdk, SecureRandom random) {
    byte[] id = new byte[8];
    random.nextBytes(id);
    var keyId = new InitialKeyId(HexFormat.of().formatHex(id));
    try (var key = InitialKey.derive(bdk, keyId)) {
      return injected(serialNumber, model, key, random);
    }
  }

  /** With a pairing under way, or with none. */
  public TerminalState pairing(@Nullable PendingPairing started) {
    return paired(started, null, null);
  }

  /** Paired: the operator took the terminal in. */
  public TerminalState paired(String id, String deviceCredential) {
    return paired(null, id, deviceCredential);
  }

  /**
   * With a new open attempt, its id and its transaction counter taken in the same step. Until this
   * state is durable neither may be used.
   *
   * @throws dev.connectpos.dukpt.KeysExhaustedException if no counter is left
   */
  public TerminalState opening(String appVersion, OpenAttempt.Sale sale) {
    long counter = TransactionCounter.after(keyCounter).value();
    long number = attemptCounter + 1;
    var attempt = new OpenAttempt(attemptId(appVersion, number), counter, sale);
    return counted(counter, number).with(attempt, openCancellation, lastPrint, lastSale);
  }

  /** With the open attempt's outcome known. */
  public TerminalState closing() {
    return with(null, openCancellation, lastPrint, lastSale);
  }

  /** With the open attempt paid, and its slip printed. */
  public TerminalState closing(LastSale sold) {
    return with(null, openCancellation, lastPrint, sold);
  }

  /**
   * With a new open cancellation, its id and its transaction counter taken in the same step, as for
   * an attempt; the two share their numbers.
   *
   * @throws dev.connectpos.dukpt.KeysExhaustedException if no counter is left
   */
  public TerminalState cancelling(String appVersion, ListedSale sale) {
    long counter = TransactionCounter.after(keyCounter).value();
    long number = attemptCounter + 1;
    var cancellation = new OpenCancellation(attemptId(appVersion, number), counter, sale);
    return counted(counter, number).with(openAttempt, cancellation, lastPrint, lastSale);
  }

  /** With the open cancellation's outcome known. */
  public TerminalState closingCancellation() {
    return with(openAttempt, null, lastPrint, lastSale);
  }

  /** With the printer at another document, or done with it. */
  public TerminalState printing(LastPrint print) {
    return with(openAttempt, openCancellation, print, lastSale);
  }

  /** Without anything secret. */
  @Override
  public String toString() {
    return "TerminalState[" + serialNumber + ", " + model + ", key " + initialKeyId + ", ***]";
  }

  private String attemptId(String appVersion, long number) {
    long series = number / PER_SERIES % SERIES;
    String letters = Long.toString(series, 36).toUpperCase(Locale.ROOT);
    String padded = "0".repeat(6 - letters.length()) + letters;
    return String.format(
        Locale.ROOT, "%s-%s-%s-%04d", serialNumber, appVersion, padded, number % PER_SERIES);
  }

  private TerminalState paired(
      @Nullable PendingPairing newPairing, @Nullable String newId, @Nullable String newCredential) {
    return new TerminalState(
        serialNumber,
        model,
        initialKeyId,
        initialKey,
        keyCounter,
        attemptCounter,
        newPairing,
        newId,
        newCredential,
        openAttempt,
        openCancellation,
        lastPrint,
        lastSale);
  }

  private TerminalState counted(long newKeyCounter, long newAttemptCounter) {
    return new TerminalState(
        serialNumber,
        model,
        initialKeyId,
        initialKey,
        newKeyCounter,
        newAttemptCounter,
        pairing,
        terminalId,
        credential,
        openAttempt,
        openCancellation,
        lastPrint,
        lastSale);
  }

  private TerminalState with(
      @Nullable OpenAttempt newAttempt,
      @Nullable OpenCancellation newCancellation,
      @Nullable LastPrint newPrint,
      @Nullable LastSale newSale) {
    return new TerminalState(
        serialNumber,
        model,
        initialKeyId,
        initialKey,
        keyCounter,
        attemptCounter,
        pairing,
        terminalId,
        credential,
        newAttempt,
        newCancellation,
        newPrint,
        newSale);
  }
}
